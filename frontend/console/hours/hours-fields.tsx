/** A department's opening hours: always open, or a week as a grid and special days, in a time zone. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Hours } from "../../shared/api/contract";
import type { Day } from "../api/types";
import { codeText, useConsoleWords } from "../messages";
import { CopyDialog } from "./copy-dialog";
import { DayHours } from "./day-hours";
import { copied, DAYS, hoursFrom, usualHours } from "./hours";
import { SpecialDays } from "./special-days-fields";
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
  const copies = useSignal(0); // the fields of the days show the copied times
  const asked = useSignal<Day | null>(null);
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
          <DayHours
            key={`${day} ${copies.value}`}
            day={codeText(words, "day", day)}
            spans={hours.weekly[day]}
            onChange={(spans) => onChange(hoursFrom({ ...hours, weekly: { ...hours.weekly, [day]: spans } }))}
            onCopy={() => (asked.value = day)}
          />
        ))}
        <p class="week-scale" aria-hidden="true">
          <span>
            {SCALE.map((time) => (
              <span key={time}>{time}</span>
            ))}
          </span>
        </p>
      </div>
      {asked.value && (
        <CopyDialog
          from={asked.value}
          onClose={() => (asked.value = null)}
          onCopy={(to) => {
            copies.value += 1;
            if (asked.value) onChange(copied(hours, asked.value, to));
          }}
        />
      )}
      <SpecialDays hours={hours} onChange={(days) => onChange(hoursFrom({ ...hours, ...days }))} />
    </>
  );
}
