/** The last 24 hours as small plots: who came, how long they waited, and what ended. */
import type { JSX } from "preact";
import type { DeskHours } from "../../shared/api/contract";
import { Spinner } from "../../shared/components/basics";
import { clockTime, duration } from "../../shared/time/time";
import { useConsoleWords } from "../messages";
import { useReadEvery } from "./read-every";

const EVERY_MS = 60_000;

type Hour = DeskHours["hours"][number];

export function HoursCard(): JSX.Element {
  const words = useConsoleWords();
  const { value: known, failure } = useReadEvery<DeskHours>("/board/hours", EVERY_MS);
  const hours = known?.hours ?? [];
  return (
    <section class="staff-card" aria-labelledby="board-hours">
      <h2 id="board-hours">{words("board_hours")}</h2>
      {failure && <p class="field-error">{failure}</p>}
      {!known && !failure && <Spinner label={words("loading")} />}
      {known && (
        <div class="day-plots">
          <DayPlot name={words("board_came")} hours={hours} of={(hour) => hour.requested} say={String} />
          <DayPlot
            name={words("board_waits")}
            hours={hours}
            of={(hour) => hour.wait_seconds}
            say={(seconds) => duration(seconds)}
          />
          <DayPlot name={words("board_ended")} hours={hours} of={(hour) => hour.closed} say={String} />
        </div>
      )}
    </section>
  );
}

interface DayPlotProps {
  name: string;
  hours: readonly Hour[];
  of: (hour: Hour) => number | null;
  say: (value: number) => string;
}

/** Bars for the eyes, with each hour's value on hover, and a list for screen readers; the sentence beneath is its short form. */
function DayPlot({ name, hours, of, say }: DayPlotProps): JSX.Element {
  const words = useConsoleWords();
  const values = hours.map(of);
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const top = hours[values.indexOf(most)];
  const time = (hour: Hour): string => clockTime(hour.since, words.locale);
  return (
    <figure class="day-plot">
      <figcaption>{name}</figcaption>
      <div class="day-plot-bars" aria-hidden="true">
        {hours.map((hour, place) => {
          const value = values[place] ?? null;
          return (
            <span key={hour.since} title={`${time(hour)}: ${value === null ? "–" : say(value)}`}>
              <span style={{ blockSize: `${most > 0 ? ((value ?? 0) / most) * 100 : 0}%` }} />
            </span>
          );
        })}
      </div>
      <ul class="visually-hidden">
        {hours.map((hour, place) => {
          const value = values[place] ?? null;
          return value ? (
            <li key={hour.since}>
              {time(hour)}: {say(value)}
            </li>
          ) : null;
        })}
      </ul>
      <p class="staff-hint">
        {most > 0 && top ? words("board_most", { value: say(most), time: time(top) }) : words("board_quiet")}
      </p>
    </figure>
  );
}
