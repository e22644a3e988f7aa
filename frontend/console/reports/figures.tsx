/** The figures of a report. Each says what it means, and of how many cases it is. */
import type { JSX } from "preact";
import type { Figure } from "../../shared/api/contract";
import { Badge } from "../../shared/components/basics";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { valueText } from "./labels";

export function Figures({ figures, title }: { figures: readonly Figure[]; title: string }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section aria-label={title}>
      <ul class="report-figures">
        {figures.map((figure) => (
          <li key={figure.key} class="staff-card report-figure">
            <h2>{codeText(words, "figure", figure.key)}</h2>
            <p class="report-value">
              {valueText(figure.value, figure.unit, words)}
              {figure.few && figure.of > 0 && <Badge tone="warning">{words("reports_few")}</Badge>}
            </p>
            <p class="report-of">{detailText(figure, words)}</p>
            <p class="staff-hint">{words.find(`define_${figure.key}`, {}) ?? figure.definition}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of how many it is, how sure it is, and the other statistics of a duration. */
function detailText(figure: Figure, words: ConsoleWords): string {
  if (figure.unit === "count") return "";
  const said = [words.count("reports_of", figure.of)];
  const text = (value: number | null): string => valueText(value, figure.unit, words);
  if (figure.low !== null && figure.high !== null)
    said.push(words("reports_interval", { low: text(figure.low), high: text(figure.high) }));
  if (figure.unit === "seconds" && figure.of > 0)
    said.push(
      words("reports_spread", {
        mean: text(figure.mean),
        median: text(figure.median),
        p90: text(figure.p90),
      }),
    );
  return said.join(" · ");
}
