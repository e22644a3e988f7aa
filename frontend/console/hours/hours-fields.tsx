/** A department's opening hours: always open, or a week as a grid and holidays in a time zone. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import type { Hours } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { codeText, useConsoleWords } from "../messages";
import { DayBar } from "./day-bar";
import {
  DAYS,
  holidaysFrom,
  holidaysText,
  hoursFrom,
  likeMonday,
  spansFrom,
  spansText,
  usualHours,
} from "./hours";
import "./hours.css";

const SCALE = ["0", "6", "12", "18", "24"];

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
  const copied = useSignal(0); // the fields of the days show the copied text
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
      <div class="week">
        {DAYS.map((day) => (
          <Written
            key={`${day} ${copied.value}`}
            label={codeText(words, "day", day)}
            wrong={words("hours_wrong")}
            start={spansText(hours.weekly[day])}
            read={spansFrom}
            onRead={(spans) => onChange(hoursFrom({ ...hours, weekly: { ...hours.weekly, [day]: spans } }))}
            class="week-day"
          >
            <DayBar spans={hours.weekly[day]} />
          </Written>
        ))}
        <p class="week-scale" aria-hidden="true">
          <span>
            {SCALE.map((time) => (
              <span key={time}>{time}</span>
            ))}
          </span>
        </p>
      </div>
      <p>
        <Button
          small
          onClick={() => {
            copied.value += 1;
            onChange(likeMonday(hours));
          }}
        >
          {words("hours_copy")}
        </Button>
      </p>
      <Written
        label={words("hours_holidays")}
        wrong={words("holidays_wrong")}
        start={holidaysText(hours.holidays)}
        read={holidaysFrom}
        onRead={(holidays) => onChange({ ...hours, holidays })}
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
  class?: string;
  children?: ComponentChildren;
}

/** A text field with a meaning. Invalid text prevents saving and shows the reason. */
function Written<T>({
  label,
  wrong,
  start,
  read,
  onRead,
  class: named = "field",
  children,
}: WrittenProps<T>): JSX.Element {
  const field = useId();
  const text = useSignal(start);
  const broken = useSignal(false);
  return (
    <div class={named}>
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
      {children}
      {broken.value && (
        <span id={`${field}-wrong`} class="field-error">
          {wrong}
        </span>
      )}
    </div>
  );
}
