/** The page where supervisors manage canned replies, in a table with a search: shortcut, title, and text with variables. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { CannedReply, CannedReplyList } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { tellResult } from "../../shared/staff/tell-result";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import "./canned-replies.css";

type Filled = Pick<CannedReply, "shortcut" | "title" | "text">;

const NEW: Filled = { shortcut: "", title: "", text: "" };

export function CannedRepliesPage(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const list = useSignal<readonly CannedReply[] | null>(null);
  const q = useSignal("");
  const opened = useSignal<Filled | CannedReply | null>(null);
  const search = useId();

  const load = (): Promise<void> =>
    api
      .get<CannedReplyList>("/canned-replies")
      .then((answer) => {
        list.value = answer.canned_replies;
      })
      .catch((error: unknown) => toasts.fail(failureText(error, words)));
  useEffect(() => void load(), []);

  function run(done: string, call: () => Promise<unknown>): Promise<boolean> {
    return tellResult(toasts, words, done, async () => {
      await call();
      await load();
    });
  }

  const shown = (list.value ?? []).filter((reply) => fits(reply, q.value));
  const close = (): void => {
    opened.value = null;
  };
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <div class="staff-row">
          <h1>{words("canned_title")}</h1>
          <span class="staff-spring" />
          <Button look="primary" onClick={() => (opened.value = NEW)}>
            {words("canned_add")}
          </Button>
        </div>
        <p class="staff-hint">
          {words("canned_hint", { variables: "{customer_name}, {agent_name}, {order_number}" })}
        </p>
        <label class="visually-hidden" for={search}>
          {words("canned_search")}
        </label>
        <input
          id={search}
          class="input"
          type="search"
          placeholder={words("canned_search")}
          value={q.value}
          onInput={(event) => (q.value = event.currentTarget.value)}
        />
        {list.value === null && <Spinner label={words("loading")} />}
        {list.value !== null && shown.length === 0 && <p class="staff-hint">{words("canned_none")}</p>}
        {shown.length > 0 && <CannedTable replies={shown} onEdit={(reply) => (opened.value = reply)} />}
      </div>
      {opened.value && (
        <CannedDialog start={opened.value} onClose={close} run={(done, call) => run(done, call)} />
      )}
    </main>
  );
}

/** By shortcut, title or text, whatever the case. */
function fits(reply: CannedReply, q: string): boolean {
  const wanted = q.trim().replace(/^\//, "").toLowerCase();
  return [reply.shortcut, reply.title, reply.text].some((part) => part.toLowerCase().includes(wanted));
}

interface CannedTableProps {
  replies: readonly CannedReply[];
  onEdit: (reply: CannedReply) => void;
}

function CannedTable({ replies, onEdit }: CannedTableProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-label={words("canned_title")}>
      <table class="staff-table">
        <thead>
          <tr>
            <th scope="col">{words("canned_shortcut")}</th>
            <th scope="col">{words("canned_name")}</th>
            <th scope="col">{words("canned_text")}</th>
            <th scope="col">
              <span class="visually-hidden">{words("canned_edit_column")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {replies.map((reply) => (
            <tr key={reply.id}>
              <td>
                <kbd>/{reply.shortcut}</kbd>
              </td>
              <td>
                <bdi>{reply.title}</bdi>
              </td>
              <td class="canned-preview" dir="auto">
                {reply.text}
              </td>
              <td>
                <Button
                  small
                  aria-label={words("canned_edit", { title: reply.title })}
                  onClick={() => onEdit(reply)}
                >
                  {words("canned_edit_column")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CannedDialogProps {
  start: Filled | CannedReply;
  onClose: () => void;
  run: (done: string, call: () => Promise<unknown>) => Promise<boolean>;
}

function CannedDialog({ start, onClose, run }: CannedDialogProps): JSX.Element {
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
          label={words("canned_add")}
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
        label={words("save")}
        onSave={(filled) => ended(run(words("canned_saved"), () => api.patch(path, filled)))}
        onRemove={() => ended(run(words("canned_removed"), () => api.delete(path)))}
      />
    </Dialog>
  );
}

interface CannedFormProps {
  start: Filled;
  label: string;
  onSave: (filled: Filled) => Promise<boolean>;
  onRemove?: () => Promise<boolean>;
}

function CannedForm({ start, label, onSave, onRemove }: CannedFormProps): JSX.Element {
  const words = useConsoleWords();
  const filled = useSignal<Filled>({ shortcut: start.shortcut, title: start.title, text: start.text });
  const busy = useSignal(false);
  const [shortcut, title, text] = [useId(), useId(), useId()];
  const now = filled.value;
  const unchanged = now.shortcut === start.shortcut && now.title === start.title && now.text === start.text;

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
      <div class="staff-row">
        <Button look="primary" type="submit" busy={busy.value} disabled={unchanged}>
          {label}
        </Button>
        {onRemove && (
          <Button
            look="quiet"
            aria-label={words("canned_remove", { title: start.title })}
            onClick={() => void onRemove()}
          >
            {words("remove")}
          </Button>
        )}
      </div>
    </form>
  );
}
