/** Explains a bot message: the rule that fired, confidence and threshold, and the articles considered. */

import type { JSX } from "preact";
import type { Candidate, Why } from "../../shared/api/contract";
import { WhyFact, WhyFacts } from "../../shared/staff/why/why-facts";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import "./why.css";

export function WhyCard({ why }: { why: Why }): JSX.Element {
  const words = useConsoleWords();
  return (
    <details class="why">
      <summary>{summary(why, words)}</summary>
      <dl>
        {why.rule && <WhyFact label={words("why_rule")}>{codeText(words, "rule", why.rule)}</WhyFact>}
        {why.action && <WhyFact label={words("why_action")}>{codeText(words, "action", why.action)}</WhyFact>}
        {why.reason && <WhyFact label={words("why_reason")}>{codeText(words, "reason", why.reason)}</WhyFact>}
        {isNumber(why.confidence) && (
          <WhyFact label={words("why_confidence")}>
            <Measure value={why.confidence} mark={why.threshold} words={words} />
          </WhyFact>
        )}
        {why.candidates && <CandidateList candidates={why.candidates} words={words} />}
        <WhyFacts why={why} />
      </dl>
    </details>
  );
}

function Measure(props: { value: number; mark: number | undefined; words: ConsoleWords }): JSX.Element {
  const confidence = percent(props.value, props.words.locale);
  const threshold = isNumber(props.mark) ? percent(props.mark, props.words.locale) : null;
  return (
    <>
      <meter min={0} max={1} value={props.value} aria-hidden="true" />{" "}
      {threshold ? props.words("of_needed", { confidence, threshold }) : confidence}
    </>
  );
}

function CandidateList(props: { candidates: readonly Candidate[]; words: ConsoleWords }): JSX.Element {
  const { words } = props;
  return (
    <WhyFact label={words("why_candidates")}>
      {props.candidates.length === 0 && words("why_none")}
      <ol class="why-list">
        {props.candidates.map((candidate) => (
          <li key={candidate.article_id}>
            <bdi>{candidate.title}</bdi>{" "}
            <span>{percent(candidate.probability ?? candidate.score, words.locale)}</span>
          </li>
        ))}
      </ol>
    </WhyFact>
  );
}

const SUMMED_UP = ["answer", "tentative", "clarify", "suggest", "hand_over"] as const;

function summary(why: Why, words: ConsoleWords): string {
  const action = SUMMED_UP.find((each) => each === why.action);
  const label = action ? words(`why_summary_${action}`) : words("why");
  // Beside "Why handed over?" a share would be taken for that of the handing over; it is among the details.
  if (!isNumber(why.confidence) || action === "hand_over") return label;
  return `${label} ${percent(why.confidence, words.locale)}`;
}

export function percent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
