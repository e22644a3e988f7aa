/** A department's opening hours: always open, or a week and holidays in a time zone. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Hours } from "../api/types";
import { codeText, useConsoleWords } from "../messages";
import { DAYS, holidaysFrom, holidaysText, hoursFrom, spansFrom, spansText, usualHours } from "./hours";

interface HoursFieldsProps {
  hours: Hours | null;
  /** For a department that has no hours yet. */
  zone: string;
  onChange: (hours: Hours | null) => void;
}

export function HoursFields({ hours, zone, onChange }: HoursFieldsProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <fieldset class="hours">
      <legend>{words("hours_title")}</legend>
      <label class="staff-check">
        <input
          type="checkbox"
          checked={hours === null}
          onChange={(event) => onChange(event.currentTarget.checked ? null : usualHours(zone))}
        />
        {words("hours_always")}
      </label>
      {hours && <Week hours={hours} onChange={onChange} />}
    </fieldset>
  );
}

function Week({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }): JSX.Element {
  const words = useConsoleWords();
  const field = useId();
  const zones = [...new Set([hours.time_zone, ...Intl.supportedValuesOf("timeZone"), "UTC"])];
  return (
    <>
      <div class="field">
        <label for={field}>{words("hours_time_zone")}</label>
        <select
          id={field}
          class="input"
          value={hours.time_zone}
          onChange={(event) => onChange({ ...hours, time_zone: event.currentTarget.value })}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </select>
      </div>
      <p class="staff-hint">{words("hours_hint")}</p>
      {DAYS.map((day) => (
        <Written
          key={day}
          label={codeText(words, "day", day)}
          wrong={words("hours_wrong")}
          start={spansText(hours.weekly[day])}
          read={spansFrom}
          onRead={(spans) => onChange(hoursFrom({ ...hours, weekly: { ...hours.weekly, [day]: spans } }))}
        />
      ))}
      <Written
        label={words("hours_holidays")}
        wrong={words("holidays_wrong")}
        start={holidaysText(hours.holidays)}
        read={holidaysFrom}
        onRead={(holidays) => onChange({ ...hours, holidays })}
        wide
      />
    </>
  );
}

interface WrittenProps<T> {
  label: string;
  wrong: string;
  start: string;
  read: (text: string) => T | null;
  onRead: (value: T) => void;
  wide?: boolean;
}

/** A text field with a meaning. Invalid text prevents saving and shows the reason. */
function Written<T>({ label, wrong, start, read, onRead, wide = false }: WrittenProps<T>): JSX.Element {
  const field = useId();
  const text = useSignal(start);
  const broken = useSignal(false);
  return (
    <div class={wide ? "field hours-wide" : "field"}>
      <label for={field}>{label}</label>
      <input
        id={field}
        class="input"
        autocomplete="off"
        value={text.value}
        aria-invalid={broken.value}
        aria-describedby={broken.value ? `${field}-wrong` : undefined}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          const value = read(text.value);
          broken.value = value === null;
          event.currentTarget.setCustomValidity(value === null ? wrong : "");
          if (value !== null) onRead(value);
        }}
      />
      {broken.value && (
        <span id={`${field}-wrong`} class="field-error">
          {wrong}
        </span>
      )}
    </div>
  );
}
