/** One special day: its date, whether every year, a name, and closed or open at its own hours. */
import { useSignal } from "@preact/signals";
import { X } from "lucide";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../../shared/components/icon";
import { useConsoleWords } from "../messages";
import { furtherTimes } from "./hours";
import { SpanList } from "./span-list";
import type { DayFault, DayRow } from "./special-days";

const LONGEST_NAME = 100;

interface DayFieldsProps {
  row: DayRow;
  fault: DayFault | undefined;
  onChange: (row: DayRow) => void;
  onRemove: () => void;
}

export function DayFields({ row, fault, onChange, onRemove }: DayFieldsProps): JSX.Element {
  const words = useConsoleWords();
  const group = useRef<HTMLDivElement>(null);
  const told = useId();
  const left = useSignal(row.date !== ""); // a new row is not wrong before somebody has left its date
  const day = row.name || dateText(row.date, words.locale) || words("special_new");
  const message = fault === "times" ? words("hours_wrong") : fault ? words(`special_${fault}`) : "";
  const shown = message !== "" && (left.value || fault !== "missing");
  // A form with an impossible day is not sent.
  useEffect(() => {
    const say = (field: string, said: boolean): void =>
      group.current
        ?.querySelector<HTMLInputElement>(`input[type=${field}]`)
        ?.setCustomValidity(said ? message : "");
    say("date", fault !== "times");
    say("time", fault === "times");
  }, [message, row.times.length]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame, and its legend no column
    <div
      class="special-day"
      role="group"
      aria-label={day}
      aria-describedby={shown ? told : undefined}
      ref={group}
    >
      <label>
        <span>{words("special_date")}</span>
        <input
          type="date"
          class="input"
          required
          aria-invalid={shown && fault !== "times"}
          value={row.date}
          onInput={(event) => onChange({ ...row, date: event.currentTarget.value })}
          onBlur={() => (left.value = true)}
          onInvalid={() => (left.value = true)}
        />
      </label>
      <label class="staff-check">
        <input
          type="checkbox"
          checked={row.yearly}
          onChange={(event) => onChange({ ...row, yearly: event.currentTarget.checked })}
        />
        {words("special_yearly")}
      </label>
      <label>
        <span>{words("special_name")}</span>
        <input
          class="input"
          autocomplete="off"
          maxLength={LONGEST_NAME}
          value={row.name}
          onInput={(event) => onChange({ ...row, name: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>{words("special_state")}</span>
        <select
          class="input"
          value={row.open ? "open" : "closed"}
          onChange={(event) => {
            const open = event.currentTarget.value === "open";
            onChange({ ...row, open, times: open && !row.times.length ? [furtherTimes([])] : row.times });
          }}
        >
          <option value="closed">{words("hours_closed")}</option>
          <option value="open">{words("special_open")}</option>
        </select>
      </label>
      {row.open && (
        <SpanList
          times={row.times}
          day={day}
          wrong={fault === "times"}
          onChange={(times) => onChange({ ...row, times })}
        />
      )}
      <button
        type="button"
        class="button button-quiet button-icon"
        aria-label={words("special_remove", { day })}
        title={words("special_remove", { day })}
        onClick={onRemove}
      >
        <Icon of={X} />
      </button>
      {shown && (
        <span id={told} class="field-error" role="alert">
          {message}
        </span>
      )}
    </div>
  );
}

function dateText(date: string, locale: string): string {
  const moment = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return "";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(moment);
}
