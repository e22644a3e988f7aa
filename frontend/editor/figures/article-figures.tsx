/** How an article did in the last twelve weeks, on its own page. */
import type { JSX } from "preact";
import type { ArticleFigures } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { useRead } from "../../shared/staff/read";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { Savings } from "./savings";
import { Trend } from "./trend";

const SHOWN = ["asked", "shown", "answered", "helped", "did_not_help", "handed_over"] as const;

export function ArticleFiguresView({ id }: { id: string }): JSX.Element | null {
  const words = useEditorWords();
  const { api } = useEditor();
  const read = useRead(() => api.get<ArticleFigures>(`/article-figures/${segment(id)}`), id, words);
  if (read.failure) return <p class="field-error">{read.failure}</p>;
  if (!read.value) return null;
  const figures = read.value;
  return (
    <>
      <h3>{words("figures_title", { weeks: figures.weeks.length })}</h3>
      <dl class="use-counts">
        {SHOWN.map((name) => (
          <div key={name}>
            <dt>{words(`figures_${name}`)}</dt>
            <dd>{figures[name].toLocaleString(words.locale)}</dd>
          </div>
        ))}
        <div>
          <dt>{words("figures_by_week")}</dt>
          <dd>
            <Trend weeks={figures.weeks} words={words} />
          </dd>
        </div>
      </dl>
      <Savings id={id} />
    </>
  );
}
