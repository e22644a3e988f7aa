/** The fields of a customer record, edited in place. Enter or leaving a field saves; Escape restores the old value. */

import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { isComposing } from "../../shared/keys";
import { failureText } from "../../shared/staff/failure";
import { fullTime } from "../../shared/time/time";
import type { CustomerRecord, RecordField } from "../api/types";
import { useConsole } from "../app/context";
import { languageName, languagesWith } from "../departments/languages";
import { type ConsoleWords, useConsoleWords } from "../messages";
import { type Change, type Outcome, saveField, valueIn } from "./record";

interface RecordFieldsProps {
  id: string;
  record: CustomerRecord;
  onRecord: (record: CustomerRecord) => void;
}

export function RecordFields({ id, record, onRecord }: RecordFieldsProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const latest = useRef(record);
  latest.current = record;

  async function save(change: Change): Promise<Outcome> {
    const outcome = await saveField(latest.current, change, (body) =>
      api.patch<CustomerRecord>(`/conversations/${segment(id)}/customer`, body),
    );
    onRecord(outcome.record);
    return outcome;
  }

  return (
    <div class="record-fields">
      {record.fields.map((field) => (
        <FieldEditor key={field.id} field={field} by={record.changed_by} onSave={save} />
      ))}
      {record.changed_by && record.changed_at && (
        <p class="staff-hint">
          {words("customer_changed", {
            name: record.changed_by,
            when: fullTime(record.changed_at, words.locale),
          })}
        </p>
      )}
    </div>
  );
}

type State = "still" | "saving" | "saved" | "collided";

interface Editing {
  readonly typed: Signal<string>;
  readonly state: Signal<State>;
  readonly error: Signal<string | null>;
  /** The field has unsaved text. */
  readonly changed: boolean;
  /** The stored value, as far as this page knows. */
  readonly stands: string;
  readonly save: (from?: string) => Promise<void>;
  readonly takeBack: (value: string) => void;
}

function useEditing(field: RecordField, onSave: (change: Change) => Promise<Outcome>): Editing {
  const words = useConsoleWords();
  const stands = field.value ?? "";
  const start = useSignal(stands);
  const typed = useSignal(stands);
  const state = useSignal<State>("still");
  const error = useSignal<string | null>(null);
  useEffect(() => {
    // A colleague's change shows at once, but never replaces what is being typed here.
    if (typed.peek() === start.peek() && stands !== start.peek()) takeBack(stands);
  }, [stands]);

  function takeBack(value: string): void {
    start.value = value;
    typed.value = value;
    error.value = null;
    state.value = "still";
  }

  async function save(from = start.peek()): Promise<void> {
    const value = typed.peek().trim();
    if (state.peek() === "saving" || value === from) return;
    state.value = "saving";
    error.value = null;
    try {
      const outcome = await onSave({ field: field.id, start: from, value });
      if (outcome.kind === "saved") takeBack(valueIn(outcome.record, field.id));
      state.value = outcome.kind;
    } catch (failure) {
      error.value = failureText(failure, words);
      state.value = "still";
    }
  }

  return { typed, state, error, changed: typed.value !== start.value, stands, save, takeBack };
}

/** The five fields that every installation has are named in the reader's language; the others as supervisors name them. */
function labelOf(field: RecordField, words: ConsoleWords): string {
  return words.find(`built_in_field_${field.id}`, {}) ?? field.label;
}

interface FieldEditorProps {
  field: RecordField;
  by: string | null;
  onSave: (change: Change) => Promise<Outcome>;
}

function FieldEditor({ field, by, onSave }: FieldEditorProps): JSX.Element {
  const words = useConsoleWords();
  const [control, told] = [useId(), useId()];
  const editing = useEditing(field, onSave);
  const { state, error, stands } = editing;
  const Input = isChosen(field) ? ChosenInput : TypedInput;
  return (
    <div class={`record-field${editing.changed ? " changed" : ""}`}>
      <label for={control}>{labelOf(field, words)}</label>
      <Input field={field} editing={editing} id={control} told={told} />
      <div id={told} class="record-told">
        {error.value !== null && (
          <p class="field-error" role="alert">
            {error.value}
          </p>
        )}
        {state.value === "collided" && (
          <Collision
            theirs={stands}
            by={by}
            onMine={() => void editing.save(stands)}
            onTheirs={() => editing.takeBack(stands)}
          />
        )}
        <span role="status">
          {state.value === "saving" && words("customer_saving")}
          {state.value === "saved" && `✓ ${words("customer_saved")}`}
        </span>
      </div>
    </div>
  );
}

interface InputProps {
  field: RecordField;
  editing: Editing;
  id: string;
  told: string;
}

function ChosenInput({ field, editing, id, told }: InputProps): JSX.Element {
  const words = useConsoleWords();
  const { typed, error } = editing;
  return (
    <select
      id={id}
      class="input"
      aria-invalid={error.value !== null}
      aria-describedby={told}
      value={typed.value}
      onChange={(event) => {
        typed.value = event.currentTarget.value;
        void editing.save();
      }}
    >
      <option value="">{words("customer_unset")}</option>
      {optionsOf(field, typed.value, words.locale).map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function TypedInput({ field, editing, id, told }: InputProps): JSX.Element {
  const words = useConsoleWords();
  const { typed, state, error } = editing;

  /** An incomplete date reads as empty; it must not clear the field. */
  function save(input: HTMLInputElement): void {
    if (input.validity.badInput) error.value = words("customer_date_unfinished");
    else void editing.save();
  }

  return (
    <input
      id={id}
      class="input"
      dir="auto"
      {...inputOf(field)}
      autocomplete="off"
      aria-invalid={error.value !== null}
      aria-describedby={told}
      placeholder={words("customer_unset")}
      title={words("customer_field_keys")}
      value={typed.value}
      onInput={(event) => {
        typed.value = event.currentTarget.value;
        error.value = null;
        if (state.peek() === "saved") state.value = "still";
      }}
      onBlur={(event) => {
        if (error.peek() === null && state.peek() !== "collided") save(event.currentTarget);
      }}
      onKeyDown={(event) => {
        const input = event.currentTarget;
        if (isComposing(event)) return;
        if (event.key === "Enter") save(input);
        if (event.key !== "Escape" || !(editing.changed || input.validity.badInput)) return;
        event.preventDefault(); // the first Escape restores the value; the second leaves the field
        input.value = editing.stands; // this also clears an incomplete date, which has no value
        editing.takeBack(editing.stands);
      }}
    />
  );
}

interface CollisionProps {
  theirs: string;
  by: string | null;
  onMine: () => void;
  onTheirs: () => void;
}

/** Two people changed the field at the same time: the second sees the first one's value and chooses. */
function Collision({ theirs, by, onMine, onTheirs }: CollisionProps): JSX.Element {
  const words = useConsoleWords();
  const name = by ?? words("customer_somebody");
  return (
    <div role="alert" class="record-collision">
      <p dir="auto">
        {theirs === ""
          ? words("customer_collided_empty", { name })
          : words("customer_collided", { name, value: theirs })}
      </p>
      <div class="staff-row">
        <Button small onClick={onMine}>
          {words("customer_keep_mine")}
        </Button>
        <Button small onClick={onTheirs}>
          {words("customer_take_theirs")}
        </Button>
      </div>
    </div>
  );
}

function isChosen({ kind }: RecordField): boolean {
  return kind === "choice" || kind === "language";
}

/** The stored value is listed even if it is no longer one of the choices. */
function optionsOf(field: RecordField, value: string, reader: string): { value: string; label: string }[] {
  if (field.kind === "language")
    return languagesWith(value).map((tag) => ({ value: tag, label: languageName(tag, reader) }));
  const choices = value === "" || field.choices.includes(value) ? field.choices : [...field.choices, value];
  return choices.map((choice) => ({ value: choice, label: choice }));
}

/** Numbers are typed in a text field: the browser's number field discards input that it does not understand. */
function inputOf({ kind }: RecordField): JSX.IntrinsicElements["input"] {
  if (kind === "date") return { type: "date" };
  if (kind === "number") return { type: "text", inputMode: "decimal" };
  if (kind === "email") return { type: "text", inputMode: "email" };
  if (kind === "phone") return { type: "tel" };
  return { type: "text", maxLength: 200 };
}
