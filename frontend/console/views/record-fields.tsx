/** The fields of a customer's record, changed where they stand: Enter or leaving saves, Escape takes back. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { fullTime } from "../../shared/time";
import { useConsole } from "../context";
import { useConsoleWords } from "../messages";
import { type Change, type Outcome, saveField } from "../record";
import type { CustomerRecord, RecordField } from "../types";
import { languageName, languagesWith } from "./languages";

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

interface FieldEditorProps {
  field: RecordField;
  by: string | null;
  onSave: (change: Change) => Promise<Outcome>;
}

function FieldEditor({ field, by, onSave }: FieldEditorProps): JSX.Element {
  const words = useConsoleWords();
  const [control, told] = [useId(), useId()];
  const stands = field.value ?? "";
  const start = useSignal(stands);
  const typed = useSignal(stands);
  const state = useSignal<State>("still");
  const error = useSignal<string | null>(null);
  const changed = typed.value !== start.value;
  useEffect(() => {
    // What a colleague wrote shows at once, but never over what is being typed here.
    if (typed.peek() !== start.peek() || stands === start.peek()) return;
    state.value = "still";
    start.value = stands;
    typed.value = stands;
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
      if (outcome.kind === "collided") {
        state.value = "collided";
        return;
      }
      takeBack(outcome.record.fields.find(({ id }) => id === field.id)?.value ?? "");
      state.value = "saved";
    } catch (failure) {
      error.value = failureText(failure, words);
      state.value = "still";
    }
  }

  const input = {
    id: control,
    "aria-invalid": error.value !== null,
    "aria-describedby": told,
    value: typed.value,
  };
  return (
    <div class={`record-field${changed ? " changed" : ""}`}>
      <label for={control}>{field.label}</label>
      {isChosen(field) ? (
        <select
          {...input}
          class="input"
          onChange={(event) => {
            typed.value = event.currentTarget.value;
            void save();
          }}
        >
          <option value="">{words("customer_unset")}</option>
          {optionsOf(field, typed.value, words.locale).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...input}
          class="input"
          dir="auto"
          {...inputOf(field)}
          autocomplete="off"
          placeholder={words("customer_unset")}
          title={words("customer_field_keys")}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            error.value = null;
            if (state.peek() === "saved") state.value = "still";
          }}
          onBlur={() => {
            if (error.peek() === null && state.peek() !== "collided") void save();
          }}
          onKeyDown={(event) => {
            if (event.isComposing) return;
            if (event.key === "Enter") void save();
            if (event.key !== "Escape" || !changed) return;
            event.preventDefault(); // Escape takes back first; a second one leaves the field
            takeBack(stands);
          }}
        />
      )}
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
            onMine={() => void save(stands)}
            onTheirs={() => takeBack(stands)}
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

interface CollisionProps {
  theirs: string;
  by: string | null;
  onMine: () => void;
  onTheirs: () => void;
}

/** Two wrote at once: the later one sees what the other wrote, and chooses. */
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

/** What stands there is offered too, when it is no longer one of the choices. */
function optionsOf(field: RecordField, value: string, reader: string): { value: string; label: string }[] {
  if (field.kind === "language")
    return languagesWith(value).map((tag) => ({ value: tag, label: languageName(tag, reader) }));
  const choices = value === "" || field.choices.includes(value) ? field.choices : [...field.choices, value];
  return choices.map((choice) => ({ value: choice, label: choice }));
}

/** Numbers are typed as text: a field of the browser's own for them swallows what it does not understand. */
function inputOf({ kind }: RecordField): JSX.IntrinsicElements["input"] {
  if (kind === "date") return { type: "date" };
  if (kind === "number") return { type: "text", inputMode: "decimal" };
  if (kind === "email") return { type: "text", inputMode: "email" };
  if (kind === "phone") return { type: "tel" };
  return { type: "text", maxLength: 200 };
}
