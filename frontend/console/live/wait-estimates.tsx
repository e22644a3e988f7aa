/** The accuracy of wait estimates: coverage, width, and the score beside that of a plain average. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { duration } from "../../shared/time/time";
import type { ToldWaits } from "../api/types";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

export function ToldWaitsCard(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const report = useSignal<ToldWaits | null>(null);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    api
      .get<ToldWaits>("/waits")
      .then((answer) => {
        report.value = answer;
      })
      .catch((error: unknown) => {
        failure.value = failureText(error, words);
      });
  }, [api, words]);
  const known = report.value;
  return (
    <section class="staff-card" aria-labelledby="waits-heading">
      <h2 id="waits-heading">{words("waits_title")}</h2>
      {failure.value && <p class="field-error">{failure.value}</p>}
      {!known && !failure.value && <Spinner label={words("loading")} />}
      {known && <Figures report={known} />}
    </section>
  );
}

function Figures({ report }: { report: ToldWaits }): JSX.Element {
  const words = useConsoleWords();
  const { coverage, median_width_seconds: width, score, score_of_mean: mean } = report;
  if (coverage === null || width === null || score === null)
    return <p class="staff-hint">{words("waits_none", { days: report.days })}</p>;
  const percent = new Intl.NumberFormat(words.locale, { style: "percent" });
  const rows: [string, string][] = [
    [words("waits_scored"), String(report.scored)],
    [words("waits_coverage", { share: percent.format(report.share) }), percent.format(coverage)],
    [words("waits_width"), duration(width)],
    [words("waits_score"), String(score)],
    ...(mean === null ? [] : [[words("waits_score_of_mean"), String(mean)] as [string, string]]),
  ];
  return (
    <>
      <p class="staff-hint">{words("waits_days", { days: report.days })}</p>
      <dl class="figures">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
