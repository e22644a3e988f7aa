/** One topic with its phrases: tried on the last month before it is saved. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import type { EditorWords } from "../messages";
import { Trial } from "./trial";

export interface Filled {
  readonly name: string;
  readonly phrases: string;
  readonly active: boolean;
}

export const EMPTY: Filled = { name: "", phrases: "", active: true };

interface TopicFormProps {
  /** What is saved. */
  start: Filled;
  /** What is filled in at first, if it is something else. */
  filled?: Filled;
  words: EditorWords;
  readOnly: boolean;
  onSave: (filled: Filled) => Promise<boolean>;
  /** Told whether there is something that is not saved. */
  onDirty: (dirty: boolean) => void;
  onDelete?: () => void;
}

export function TopicForm({
  start,
  filled: begun = start,
  words,
  readOnly,
  onSave,
  onDirty,
  onDelete,
}: TopicFormProps): JSX.Element {
  const filled = useSignal(begun);
  const busy = useSignal(false);
  const [nameField, phrasesField] = [useId(), useId()];
  const { name, phrases, active } = filled.value;
  const same = name === start.name && phrases === start.phrases && active === start.active;
  const put = (part: Partial<Filled>): void => {
    filled.value = { ...filled.peek(), ...part };
  };

  useEffect(() => {
    onDirty(!same);
    return () => onDirty(false);
  }, [same]);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    if ((await onSave(filled.peek())) && !onDelete) filled.value = EMPTY;
    busy.value = false;
  }

  return (
    <form class="staff-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={nameField}>{words("sensitive_name")}</label>
        <input
          id={nameField}
          class="input"
          required
          maxLength={100}
          readOnly={readOnly}
          value={name}
          onInput={(event) => put({ name: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={phrasesField}>{words("sensitive_phrases")}</label>
        <textarea
          id={phrasesField}
          class="input"
          required
          rows={4}
          readOnly={readOnly}
          value={phrases}
          onInput={(event) => put({ phrases: event.currentTarget.value })}
        />
      </div>
      <label class="staff-check">
        <input
          type="checkbox"
          checked={active}
          disabled={readOnly}
          onChange={(event) => put({ active: event.currentTarget.checked })}
        />
        {words("sensitive_active")}
      </label>
      {!readOnly && linesOf(phrases).length > 0 && <Trial phrases={linesOf(phrases)} />}
      {!readOnly && (
        <div class="staff-row">
          <Button look="primary" type="submit" busy={busy.value} disabled={same}>
            {words("save_topic")}
          </Button>
          {onDelete && (
            <Button
              look="quiet"
              aria-label={words("sensitive_delete_label", { name: start.name })}
              onClick={onDelete}
            >
              {words("sensitive_delete")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
