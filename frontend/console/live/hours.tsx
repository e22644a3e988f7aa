/** The last 24 hours as small plots: who came, how long they waited, and what ended. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { DeskHours } from "../../shared/api/contract";
import { Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { clockTime, duration } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

const EVERY_MS = 60_000;

type Hour = DeskHours["hours"][number];

export function HoursCard(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const known = useSignal<DeskHours | null>(null);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    const read = (): Promise<void> =>
      api.get<DeskHours>("/board/hours").then(
        (answer) => {
          known.value = answer;
          failure.value = null;
        },
        (error: unknown) => {
          failure.value = failureText(error, words);
        },
      );
    void read();
    const timer = setInterval(() => void read(), EVERY_MS);
    return () => clearInterval(timer);
  }, [api, words]);
  const hours = known.value?.hours ?? [];
  return (
    <section class="staff-card" aria-labelledby="board-hours">
      <h2 id="board-hours">{words("board_hours")}</h2>
      {failure.value && <p class="field-error">{failure.value}</p>}
      {!known.value && !failure.value && <Spinner label={words("loading")} />}
      {known.value && (
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
