/** How much of agents' time the article may have saved, with the sum it comes from and why it is no more than that. */
import type { JSX } from "preact";
import type { ArticleSavings } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { useRead } from "../../shared/staff/read";
import { useEditor } from "../context";
import { type EditorWords, useEditorWords } from "../messages";

export function Savings({ id }: { id: string }): JSX.Element | null {
  const words = useEditorWords();
  const { api } = useEditor();
  const place = `/article-figures/${segment(id)}/savings`;
  const read = useRead(() => api.get<ArticleSavings>(place), id, words);
  if (read.failure) return <p class="field-error">{read.failure}</p>;
  return read.value && <Estimate savings={read.value} words={words} />;
}

function Estimate({ savings, words }: { savings: ArticleSavings; words: EditorWords }): JSX.Element {
  const { settled, minutes, conversation_minutes: each, agents_conversations: count, weeks } = savings;
  return (
    <>
      <h3>{words("savings_title")}</h3>
      {minutes === null || each === null ? (
        <p>{words("savings_too_few", { count, weeks })}</p>
      ) : (
        <>
          <p>
            <strong>{words.count("savings_at_most", minutes)}</strong>{" "}
            {words("savings_sum", { settled, each })}
          </p>
          <p class="staff-hint">{words("savings_from", { count, weeks })}</p>
        </>
      )}
      <p class="staff-hint">{words("savings_honest")}</p>
    </>
  );
}
