/** The hours of one day: a row of two fields for each time span, none where it is closed, and a way to copy them. */
import { useSignal } from "@preact/signals";
import { Copy } from "lucide";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../../shared/components/icon";
import type { Span } from "../api/types";
import { useConsoleWords } from "../messages";
import { DayBar } from "./day-bar";
import { spansOf, type Times, timesOf } from "./hours";
import { SpanList } from "./span-list";

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
      <SpanList times={times.value} day={day} wrong={wrong} empty={words("hours_closed")} onChange={change}>
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
      </SpanList>
      <DayBar spans={spans} />
      {wrong && (
        <span id={told} class="field-error" role="alert">
          {words("hours_wrong")}
        </span>
      )}
    </div>
  );
}
