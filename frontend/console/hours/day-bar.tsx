/** A day from midnight to midnight with its open hours, so that a week can be read as a grid. */
import type { JSX } from "preact";
import type { Span } from "../api/types";
import { shareOfDay } from "./hours";

export function DayBar({ spans }: { spans: readonly Span[] | undefined }): JSX.Element {
  return (
    <span class="day-bar" aria-hidden="true">
      {(spans ?? []).map(([from, to]) => (
        <span
          key={from}
          style={{
            "inset-inline-start": `${shareOfDay(from)}%`,
            inlineSize: `${shareOfDay(to) - shareOfDay(from)}%`,
          }}
        />
      ))}
    </span>
  );
}
