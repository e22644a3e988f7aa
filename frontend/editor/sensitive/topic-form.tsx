/** One topic with its phrases: tried on the last month before it is saved. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import type { EditorWords } from "../messages";
import { type Filled, linesOf, sameTopic } from "./merging";
import { Trial } from "./trial";

interface TopicFormProps {
  /** What is saved. */
  start: Filled;
  filled: Signal<Filled>;
  words: EditorWords;
  readOnly: boolean;
  /** Said beside the button, where somebody looks who has just pressed it. */
  notice?: string | null;
  onSave: (filled: Filled) => Promise<unknown>;
  /** Told whether there is something that is not saved. */
  onDirty: (dirty: boolean) => void;
  onDelete?: () => void;
}

export function TopicForm({
  start,
  filled,
  words,
  readOnly,
  notice = null,
  onSave,
  onDirty,
  onDelete,
}: TopicFormProps): JSX.Element {
  const busy = useSignal(false);
  const [nameField, phrasesField] = [useId(), useId()];
  const { name, phrases, active } = filled.value;
  const same = sameTopic(filled.value, start);
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
    await onSave(filled.peek());
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
      {notice !== null && (
        <p class="sensitive-met" role="alert">
          {notice}
        </p>
      )}
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
