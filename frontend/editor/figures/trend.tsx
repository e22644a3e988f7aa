/** A small plot: how often an article was shown in each of the last weeks. */
import type { JSX } from "preact";
import type { EditorWords } from "../messages";

const BAR = 6;
const GAP = 2;
const HEIGHT = 24;
const LEAST = 1;

export function Trend({ weeks, words }: { weeks: readonly number[]; words: EditorWords }): JSX.Element {
  const most = Math.max(LEAST, ...weeks);
  const width = weeks.length * (BAR + GAP) - GAP;
  const said = weeks.map((times) => times.toLocaleString(words.locale)).join(", ");
  return (
    <svg
      class="trend"
      role="img"
      aria-label={words("figures_trend", { weeks: weeks.length, said })}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
    >
      <title>{words("figures_trend", { weeks: weeks.length, said })}</title>
      {weeks.map((times, week) => {
        const height = times === 0 ? LEAST : Math.max(2, (times / most) * HEIGHT);
        return (
          <rect
            key={week}
            class={times === 0 ? "trend-none" : undefined}
            x={week * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
          />
        );
      })}
    </svg>
  );
}
