/** The hours of one day: a row of two fields for each time span, none where it is closed, and a way to copy them. */
import { useSignal } from "@preact/signals";
import { Copy, Plus } from "lucide";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../../shared/components/icon";
import type { Span } from "../api/types";
import { useConsoleWords } from "../messages";
import { DayBar } from "./day-bar";
import { furtherTimes, spansOf, type Times, timesOf } from "./hours";
import { SpanFields } from "./span-fields";

interface DayHoursProps {
  /** The day's name. */
  day: string;
  spans: readonly Span[] | undefined;
  onChange: (spans: readonly Span[]) => void;
  onCopy: () => void;
}

export function DayHours({ day, spans, onChange, onCopy }: DayHoursProps): JSX.Element {
  const words = useConsoleWords();
  const group = useRef<HTMLDivElement>(null);
  const told = useId();
  const times = useSignal(timesOf(spans));
  const wrong = spansOf(times.value) === null;
  const change = (next: readonly Times[]): void => {
    times.value = next;
    const valid = spansOf(next);
    if (valid) onChange(valid);
  };
  // A form with impossible hours is not sent.
  useEffect(() => {
    group.current?.querySelector("input")?.setCustomValidity(wrong ? words("hours_wrong") : "");
  }, [wrong, times.value]);
  const focusOn = (selector: string): void =>
    queueMicrotask(() => [...(group.current?.querySelectorAll<HTMLElement>(selector) ?? [])].at(-1)?.focus());
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame, and its legend no column
    <div
      class="week-day"
      role="group"
      aria-label={day}
      aria-describedby={wrong ? told : undefined}
      ref={group}
    >
      <span aria-hidden="true">{day}</span>
      <div class="week-times">
        {times.value.length === 0 && <span class="staff-hint">{words("hours_closed")}</span>}
        {times.value.map((row, place) => (
          <SpanFields
            key={place}
            row={row}
            wrong={wrong}
            onChange={(next) => change(times.value.map((each, at) => (at === place ? next : each)))}
            onRemove={() => {
              change(times.value.filter((_, at) => at !== place));
              focusOn(".week-add");
            }}
          />
        ))}
        <button
          type="button"
          class="button button-quiet button-icon week-add"
          aria-label={words("hours_add", { day })}
          title={words("hours_add", { day })}
          onClick={() => {
            change([...times.value, furtherTimes(times.value)]);
            focusOn(".week-from");
          }}
        >
          <Icon of={Plus} />
        </button>
        <button
          type="button"
          class="button button-quiet button-icon"
          aria-label={words("hours_copy_day", { day })}
          title={words("hours_copy_day", { day })}
          disabled={wrong}
          onClick={onCopy}
        >
          <Icon of={Copy} />
        </button>
      </div>
      <DayBar spans={spans} />
      {wrong && (
        <span id={told} class="field-error" role="alert">
          {words("hours_wrong")}
        </span>
      )}
    </div>
  );
}
