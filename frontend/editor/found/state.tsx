/** Whether one question finds the article, in a badge, and what came instead. */
import type { JSX } from "preact";
import type { TriedPhrasing } from "../../shared/api/contract";
import { Badge, type Tone } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { codeText, type EditorWords } from "../messages";

const TONES: Record<TriedPhrasing["found"], Tone> = { firm: "good", offered: "warning", missed: "danger" };

export function FoundState(props: { tried: TriedPhrasing | undefined; words: EditorWords }): JSX.Element {
  const { tried, words } = props;
  if (!tried) return <span class="staff-hint found-state">{words("found_untried")}</span>;
  const { instead } = tried;
  return (
    <span class="found-state">
      <Badge tone={TONES[tried.found]}>{words(`found_${tried.found}`)}</Badge>
      {instead && (
        <span class="staff-hint">
          {words("found_instead")}{" "}
          <a href={hrefOf("articles", instead.article_id)}>
            <bdi>{instead.title}</bdi>
          </a>
        </span>
      )}
      {!instead && tried.found === "missed" && (
        <span class="staff-hint">{codeText(words, "action", tried.action)}</span>
      )}
    </span>
  );
}
