/** A series of a report: its plot, the numbers as a table beneath, and these as CSV. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Report, ReportFilters, Series } from "../../shared/api/contract";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { labelText, valueText } from "./labels";
import { Plot } from "./plot";
import { barsOf, csvAddress, type Wanted } from "./reports";

const STANDING: readonly Series["by"][] = ["day", "hour", "minutes", "score"];
/** More lying bars than these are only in the table. */
const MOST_BARS = 12;

interface SeriesProps {
  series: Series;
  report: Report["report"];
  wanted: Wanted;
  known: ReportFilters | null;
}

export function SeriesCard({ series, report, wanted, known }: SeriesProps): JSX.Element {
  const words = useConsoleWords();
  const heading = useId();
  const column = useSignal(0);
  const chosen = series.columns[Math.min(column.value, series.columns.length - 1)];
  const lying = !STANDING.includes(series.by);
  const name = (label: string | null): string => labelText(label, series.by, words, known);
  const title = codeText(words, "series", series.key);
  // People are not put side by side: a table says the same and ranks nobody.
  const plotted = series.by !== "agent" && series.rows.length > 0;
  const bars = barsOf(series, column.value, name);
  return (
    <section class="staff-card" aria-labelledby={heading}>
      <header class="series-head">
        <h2 id={heading}>{title}</h2>
        {plotted && series.columns.length > 1 && (
          <label class="series-choice">
            <span class="visually-hidden">{words("reports_shown")}</span>
            <select
              class="input"
              value={column.value}
              onChange={(event) => (column.value = Number(event.currentTarget.value))}
            >
              {series.columns.map(({ key }, place) => (
                <option key={key} value={place}>
                  {codeText(words, "figure", key)}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      {series.rows.length === 0 && <p class="staff-hint">{words("reports_nothing")}</p>}
      {plotted && chosen && (
        <Plot
          title={title}
          bars={lying ? bars.slice(0, MOST_BARS) : bars}
          lying={lying}
          text={(value) => valueText(value, chosen.unit, words)}
        />
      )}
      {series.rows.length > 0 && (
        <Numbers series={series} title={title} name={name} open={!plotted} words={words}>
          <a class="button button-plain button-small" href={csvAddress(report, wanted, series.key)} download>
            {words("reports_csv")}
            <span class="visually-hidden">: {title}</span>
          </a>
        </Numbers>
      )}
    </section>
  );
}

interface NumbersProps {
  series: Series;
  title: string;
  name: (label: string | null) => string;
  open: boolean;
  words: ConsoleWords;
  children: JSX.Element;
}

function Numbers({ series, title, name, open, words, children }: NumbersProps): JSX.Element {
  return (
    <details class="series-numbers" open={open}>
      <summary>{words("chart_numbers")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="series-table" aria-label={words("reports_table", { title })} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words(`reports_by_${series.by}`)}</th>
              {series.columns.map(({ key }) => (
                <th key={key} scope="col">
                  {codeText(words, "figure", key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {series.rows.map(({ label, values }) => (
              <tr key={label}>
                <th scope="row">{name(label)}</th>
                {values.map((value, place) => (
                  <td key={series.columns[place]?.key}>
                    {valueText(value, series.columns[place]?.unit ?? "count", words)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {children}
    </details>
  );
}
