/** The questions that would get another reply, the worst kind first, and in each the most frequent first. */
import type { JSX } from "preact";
import type { Consequence } from "../../shared/api/contract";
import { Badge, type Tone } from "../../shared/components/basics";
import { codeText, type EditorWords, useEditorWords } from "../messages";
import { regressions } from "./checking";

const KINDS = ["lost", "other_article", "no_longer_firm", "won", "now_firm", "other_words"] as const;
const MOST_SHOWN = 200;

const TONES: Record<Consequence["kind"], Tone> = {
  lost: "danger",
  other_article: "warning",
  no_longer_firm: "warning",
  won: "good",
  now_firm: "good",
  other_words: "neutral",
};

export function ConsequenceList({ found }: { found: readonly Consequence[] }): JSX.Element {
  const words = useEditorWords();
  const worse = regressions(found);
  return (
    <div class="consequences">
      {worse.length > 0 && (
        <Group
          title={words("consequences_golden")}
          hint={words("consequences_golden_hint")}
          found={worse}
          open
        />
      )}
      {KINDS.map((kind) => {
        const own = found.filter((one) => one.kind === kind && !worse.includes(one));
        if (own.length === 0) return null;
        return (
          <Group
            key={kind}
            title={words(`consequences_${kind}`)}
            hint={words(`consequences_${kind}_hint`)}
            found={own}
            open={kind !== "other_words"}
          />
        );
      })}
    </div>
  );
}

interface GroupProps {
  title: string;
  hint: string;
  found: readonly Consequence[];
  open: boolean;
}

function Group({ title, hint, found, open }: GroupProps): JSX.Element {
  const sorted = [...found].sort((a, b) => b.times - a.times).slice(0, MOST_SHOWN);
  return (
    <details open={open} class="consequence-group">
      <summary>
        {title} ({found.length})
      </summary>
      <p class="staff-hint">{hint}</p>
      <ul class="staff-list">
        {sorted.map((one) => (
          <li key={`${one.reader}-${one.question}-${one.golden?.id ?? ""}`}>
            <Row one={one} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Row({ one }: { one: Consequence }): JSX.Element {
  const words = useEditorWords();
  return (
    <article class="consequence">
      <p>
        <bdi class="consequence-question">{one.question}</bdi>{" "}
        <Badge tone={TONES[one.kind]}>{words(`consequences_${one.kind}`)}</Badge>{" "}
        {one.reader !== "everyone" && <Badge tone="info">{words(`audience_${one.reader}`)}</Badge>}{" "}
        {one.golden && <Badge tone="info">{words("checks_golden")}</Badge>}
      </p>
      <p class="staff-hint article-facts">
        {one.times > 0 && <span>{words.count("consequences_times", one.times)}</span>}
        <span>
          {outcome(one.old, words)} → {outcome(one.new, words)}
        </span>
      </p>
      {one.golden?.problem && (
        <p class="field-error">
          {words(`problem_${one.golden.problem}`)} {one.golden.fact && <bdi>{one.golden.fact}</bdi>}
        </p>
      )}
    </article>
  );
}

function outcome(reply: Consequence["old"], words: EditorWords): string {
  const action = codeText(words, "action", reply.action);
  const shows = reply.action === "answer" || reply.action === "tentative";
  return shows && reply.title ? `${action}: ${reply.title}` : action;
}
