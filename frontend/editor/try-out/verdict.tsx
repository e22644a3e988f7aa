/** What the bot would do with one question: the decision, its confidence, the quoted passage, other candidates. */
import type { JSX } from "preact";
import type { Tone } from "../../shared/components/basics";
import { Badge } from "../../shared/components/basics";
import { Markdown } from "../../shared/markdown";
import { WhyFact, WhyFacts } from "../../shared/staff/why/why-facts";
import type { Candidate, SearchResult, Why } from "../../shared/types";
import { codeText, type EditorWords, useEditorWords } from "../messages";

/** The dialogue may reply by itself (a greeting, a form): then there is a text but no article. */
export interface Said extends Omit<SearchResult, "action">, Partial<Omit<Why, keyof SearchResult>> {
  action: SearchResult["action"] | "reply";
  text?: string;
  choices?: { article_id: string; title: string }[];
}

const TONES: Record<string, Tone> = {
  answer: "good",
  tentative: "info",
  suggest: "warning",
  clarify: "info",
  hand_over: "warning",
  reply: "neutral",
};

interface VerdictProps {
  heading: string;
  said: Said;
  /** The article being edited, to mark it among the candidates. */
  own: string | null;
}

export function Verdict({ heading, said, own }: VerdictProps): JSX.Element {
  const words = useEditorWords();
  const best =
    said.candidates.find((candidate) => candidate.article_id === said.article_id) ?? said.candidates[0];
  return (
    <section class="verdict">
      <h4>{heading}</h4>
      <p class="verdict-action">
        <Badge tone={TONES[said.action] ?? "neutral"}>{codeText(words, "action", said.action)}</Badge>
        {said.reason && <span>{codeText(words, "reason", said.reason)}</span>}
      </p>
      {said.action === "reply" ? <p>{said.text}</p> : <Sureness said={said} words={words} />}
      {best && said.action !== "reply" && <Quoted candidate={best} own={own} words={words} />}
      {said.choices && said.choices.length > 0 && (
        <p>
          {words("try_choices")}: {said.choices.map(({ title }) => title).join(" · ")}
        </p>
      )}
      <Rivals said={said} own={own} words={words} />
      <Reasons said={said} words={words} />
    </section>
  );
}

function Sureness({ said, words }: { said: Said; words: EditorWords }): JSX.Element {
  const [confidence, threshold] = [percent(said.confidence, words), percent(said.threshold, words)];
  return (
    <p class="staff-hint">
      <meter class="sureness" min={0} max={1} value={said.confidence} aria-hidden="true" />{" "}
      {words("try_confidence", { confidence, threshold })}
    </p>
  );
}

function Quoted({
  candidate,
  own,
  words,
}: {
  candidate: Candidate;
  own: string | null;
  words: EditorWords;
}): JSX.Element {
  return (
    <blockquote class="quoted">
      <p class="quoted-title">
        <bdi>{candidate.title}</bdi>
        {candidate.article_id === own && <span class="staff-hint"> ({words("try_this_article")})</span>}
      </p>
      {candidate.passage && <Markdown text={candidate.passage} headings={5} />}
    </blockquote>
  );
}

function Reasons({ said, words }: { said: Said; words: EditorWords }): JSX.Element {
  return (
    <details class="rivals">
      <summary>{words("try_why")}</summary>
      <dl>
        {said.rule && <WhyFact label={words("try_rule")}>{codeText(words, "rule", said.rule)}</WhyFact>}
        <WhyFacts why={said} />
      </dl>
    </details>
  );
}

function Rivals({
  said,
  own,
  words,
}: {
  said: Said;
  own: string | null;
  words: EditorWords;
}): JSX.Element | null {
  if (said.candidates.length === 0) return null;
  return (
    <details class="rivals">
      <summary>{words("try_candidates")}</summary>
      <ol class="staff-list">
        {said.candidates.slice(0, 5).map((candidate) => (
          <li key={`${candidate.article_id}/${candidate.passage ?? ""}`}>
            <bdi>{candidate.title}</bdi>
            {candidate.article_id === own && <span class="staff-hint"> ({words("try_this_article")})</span>}
            <span class="staff-hint"> {percent(candidate.probability ?? candidate.score, words)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function percent(share: number, words: EditorWords): string {
  return new Intl.NumberFormat(words.locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}
