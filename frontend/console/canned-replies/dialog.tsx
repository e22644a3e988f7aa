/** Writes a canned reply: shortcut, title, text with variables, its folder, and whom it is for. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { CannedReply } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { hasRole } from "../../shared/staff/roles";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

export type Filled = Pick<CannedReply, "shortcut" | "title" | "text" | "folder" | "department" | "personal">;

export const NEW: Filled = {
  shortcut: "",
  title: "",
  text: "",
  folder: "",
  department: null,
  personal: false,
};

interface CannedDialogProps {
  start: Filled | CannedReply;
  folders: readonly string[];
  onClose: () => void;
  run: (done: string, call: () => Promise<unknown>) => Promise<boolean>;
}

export function CannedDialog({ start, folders, onClose, run }: CannedDialogProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const known = "id" in start ? start : null;
  const ended = async (doing: Promise<boolean>): Promise<boolean> => {
    const done = await doing;
    if (done) onClose();
    return done;
  };
  if (!known) {
    return (
      <Dialog title={words("canned_add")} onClose={onClose}>
        <CannedForm
          start={start}
          folders={folders}
          isNew
          label={words("canned_add")}
          onCancel={onClose}
          onSave={(filled) => ended(run(words("canned_added"), () => api.post("/canned-replies", filled)))}
        />
      </Dialog>
    );
  }
  const path = `/canned-replies/${segment(known.id)}`;
  return (
    <Dialog title={words("canned_edit", { title: known.title })} onClose={onClose}>
      <CannedForm
        start={known}
        folders={folders}
        label={words("save")}
        onCancel={onClose}
        onSave={({ personal: _, ...changes }) =>
          ended(run(words("canned_saved"), () => api.patch(path, changes)))
        }
        onRemove={() => ended(run(words("canned_removed"), () => api.delete(path)))}
      />
    </Dialog>
  );
}

interface CannedFormProps {
  start: Filled;
  folders: readonly string[];
  /** Whose it is, is said once. */
  isNew?: boolean;
  label: string;
  onCancel: () => void;
  onSave: (filled: Filled) => Promise<boolean>;
  onRemove?: () => Promise<boolean>;
}

function CannedForm({
  start,
  folders,
  isNew = false,
  label,
  onCancel,
  onSave,
  onRemove,
}: CannedFormProps): JSX.Element {
  const words = useConsoleWords();
  const filled = useSignal<Filled>(filledFrom(start));
  const busy = useSignal(false);
  const [shortcut, title, text, folder, list] = [useId(), useId(), useId(), useId(), useId()];
  const now = filled.value;
  const unchanged = JSON.stringify(now) === JSON.stringify(filledFrom(start));

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    await onSave({ ...now, shortcut: now.shortcut.trim().toLowerCase() });
    busy.value = false;
  }

  return (
    <form class="staff-form" onSubmit={(event) => void submit(event)}>
      <div class="staff-row canned-head">
        <div class="field">
          <label for={shortcut}>{words("canned_shortcut")}</label>
          <input
            id={shortcut}
            class="input"
            required
            maxLength={32}
            pattern="[A-Za-z0-9][A-Za-z0-9\-]*"
            title={words("canned_shortcut_hint")}
            value={now.shortcut}
            onInput={(event) => (filled.value = { ...filled.value, shortcut: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for={title}>{words("canned_name")}</label>
          <input
            id={title}
            class="input"
            required
            maxLength={200}
            value={now.title}
            onInput={(event) => (filled.value = { ...filled.value, title: event.currentTarget.value })}
          />
        </div>
      </div>
      <div class="field">
        <label for={text}>{words("canned_text")}</label>
        <textarea
          id={text}
          class="input"
          required
          rows={3}
          maxLength={2000}
          value={now.text}
          onInput={(event) => (filled.value = { ...filled.value, text: event.currentTarget.value })}
        />
      </div>
      <div class="staff-row canned-head">
        <div class="field">
          <label for={folder}>{words("canned_folder")}</label>
          <input
            id={folder}
            class="input"
            list={list}
            maxLength={100}
            value={now.folder}
            onInput={(event) => (filled.value = { ...filled.value, folder: event.currentTarget.value })}
          />
          <datalist id={list}>
            {folders.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <Whom filled={now} isNew={isNew} onChange={(whom) => (filled.value = { ...filled.value, ...whom })} />
      </div>
      <div class="staff-dialog-actions">
        {onRemove && (
          <>
            <Button
              look="quiet"
              aria-label={words("canned_remove", { title: start.title })}
              onClick={() => void onRemove()}
            >
              {words("remove")}
            </Button>
            <span class="staff-spring" />
          </>
        )}
        <Button look="quiet" onClick={onCancel}>
          {words("cancel")}
        </Button>
        <Button look="primary" type="submit" busy={busy.value} disabled={unchanged}>
          {label}
        </Button>
      </div>
    </form>
  );
}

interface WhomProps {
  filled: Filled;
  isNew: boolean;
  onChange: (whom: Pick<Filled, "department" | "personal">) => void;
}

const OWN = "own";

/** Everybody, one department, or only the agent who writes it. Agents write their own alone. */
function Whom({ filled, isNew, onChange }: WhomProps): JSX.Element | null {
  const words = useConsoleWords();
  const { departments, me } = useConsole();
  const field = useId();
  if (!hasRole(me, "supervisor") || (!isNew && filled.personal)) {
    return <p class="staff-hint">{words("canned_own_hint")}</p>;
  }
  return (
    <div class="field">
      <label for={field}>{words("canned_for")}</label>
      <select
        id={field}
        class="input"
        value={filled.personal ? OWN : (filled.department ?? "")}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange({ personal: chosen === OWN, department: chosen === OWN ? null : chosen || null });
        }}
      >
        <option value="">{words("canned_everybody")}</option>
        {departments.value
          .filter(({ active, id }) => active || id === filled.department)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        {isNew && <option value={OWN}>{words("canned_own")}</option>}
      </select>
    </div>
  );
}

function filledFrom({ shortcut, title, text, folder, department, personal }: Filled): Filled {
  return { shortcut, title, text, folder, department, personal };
}
