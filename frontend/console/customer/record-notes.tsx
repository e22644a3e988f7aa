/** The notes about a customer, newest first. Everyone may add one; its author and supervisors may change it. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import type { CustomerNote } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { isComposing } from "../../shared/keys";
import { failureText } from "../../shared/staff/failure";
import { hasRole } from "../../shared/staff/roles";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

const LONGEST = 2000;

interface RecordNotesProps {
  id: string;
  notes: readonly CustomerNote[];
  /** Reloads the panel after a change. */
  onChanged: () => Promise<void>;
}

export function RecordNotes({ id, notes, onChanged }: RecordNotesProps): JSX.Element {
  const words = useConsoleWords();
  const { api, me } = useConsole();
  const heading = useRef<HTMLHeadingElement>(null);
  const path = `/conversations/${segment(id)}/customer/notes`;
  const mayChange = (note: CustomerNote): boolean => note.author?.id === me.id || hasRole(me, "supervisor");

  return (
    <section class="customer-part">
      <h3 ref={heading} tabIndex={-1}>
        {words("customer_notes")}
      </h3>
      <NoteForm
        label={words("customer_note_new")}
        submit={words("customer_note_add")}
        start=""
        onSave={async (text) => {
          await api.post(path, { text });
          await onChanged();
        }}
      />
      {notes.length === 0 && <p class="staff-hint">{words("customer_notes_none")}</p>}
      <ul class="staff-list record-notes">
        {notes.map((note) => (
          <NoteView
            key={note.id}
            note={note}
            changeable={mayChange(note)}
            onSave={async (text) => {
              await api.patch(`${path}/${segment(note.id)}`, { text });
              await onChanged();
            }}
            onRemove={async () => {
              await api.delete(`${path}/${segment(note.id)}`);
              heading.current?.focus(); // the focused button disappears with the note
              await onChanged();
            }}
          />
        ))}
      </ul>
    </section>
  );
}

interface NoteViewProps {
  note: CustomerNote;
  changeable: boolean;
  onSave: (text: string) => Promise<void>;
  onRemove: () => Promise<void>;
}

function NoteView({ note, changeable, onSave, onRemove }: NoteViewProps): JSX.Element {
  const words = useConsoleWords();
  const { toasts } = useConsole();
  const doing = useSignal<"nothing" | "editing" | "removing">("nothing");
  const edit = useRef<HTMLButtonElement>(null);
  const when = fullTime(note.created_at, words.locale);
  const name = note.author?.name ?? words("customer_note_baton");
  const label = words("customer_note_label", { name, when });

  function leave(): void {
    doing.value = "nothing";
    requestAnimationFrame(() => edit.current?.focus());
  }

  return (
    <li>
      <p class="staff-hint">
        <bdi>{name}</bdi> · <time dateTime={note.created_at}>{when}</time>
        {note.edited_at && ` · ${words("customer_note_edited")}`}
      </p>
      {doing.value === "editing" ? (
        <NoteForm
          label={label}
          submit={words("save")}
          start={note.text}
          onSave={async (text) => {
            await onSave(text);
            leave();
          }}
          onCancel={leave}
        />
      ) : (
        <p class="record-note" dir="auto">
          {note.text}
        </p>
      )}
      {changeable && doing.value === "nothing" && (
        <div class="staff-row">
          <Button
            small
            look="quiet"
            ref={edit}
            aria-label={`${words("customer_note_edit")}: ${label}`}
            onClick={() => (doing.value = "editing")}
          >
            {words("customer_note_edit")}
          </Button>
          <Button
            small
            look="quiet"
            aria-label={`${words("customer_note_remove")}: ${label}`}
            onClick={() => (doing.value = "removing")}
          >
            {words("customer_note_remove")}
          </Button>
        </div>
      )}
      {doing.value === "removing" && (
        <div class="staff-row">
          <Button small onClick={leave} ref={(button: HTMLButtonElement | null) => button?.focus()}>
            {words("customer_note_keep")}
          </Button>
          <Button
            small
            look="danger"
            onClick={() =>
              void onRemove().catch((error: unknown) => {
                toasts.fail(failureText(error, words));
                leave();
              })
            }
          >
            {words("customer_note_remove_sure")}
          </Button>
        </div>
      )}
    </li>
  );
}

interface NoteFormProps {
  label: string;
  submit: string;
  start: string;
  onSave: (text: string) => Promise<void>;
  onCancel?: () => void;
}

function NoteForm({ label, submit, start, onSave, onCancel }: NoteFormProps): JSX.Element {
  const words = useConsoleWords();
  const [field, told] = [useId(), useId()];
  const text = useSignal(start);
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);

  async function save(): Promise<void> {
    if (busy.peek() || text.peek().trim() === "") return;
    busy.value = true;
    error.value = null;
    try {
      await onSave(text.peek());
      text.value = "";
    } catch (failure) {
      error.value = failureText(failure, words);
    }
    busy.value = false;
  }

  return (
    <form
      class="record-note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="visually-hidden" for={field}>
        {label}
      </label>
      <textarea
        id={field}
        class="input"
        rows={2}
        dir="auto"
        maxLength={LONGEST}
        placeholder={label}
        aria-invalid={error.value !== null}
        aria-describedby={told}
        value={text.value}
        ref={(box: HTMLTextAreaElement | null) => {
          if (onCancel && box && !box.dataset.begun) {
            box.dataset.begun = "yes";
            box.focus();
          }
        }}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
          if (event.key !== "Escape" || !onCancel) return;
          event.preventDefault();
          onCancel();
        }}
      />
      <p id={told} class="field-error" role="alert">
        {error.value}
      </p>
      <div class="staff-row">
        <Button small type="submit" busy={busy.value} disabled={text.value.trim() === ""}>
          {submit}
        </Button>
        {onCancel && (
          <Button small look="quiet" onClick={onCancel}>
            {words("cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
