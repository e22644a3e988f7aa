/** The order of the list: last changed, or by one of the figures. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { ArticleFigures } from "../../shared/api/contract";
import { useEditorWords } from "../messages";
import type { FiguresById } from "./figures";

export const SORTS = ["changed", "shown", "answered", "unanswered", "did_not_help", "handed_over"] as const;
export type Sort = (typeof SORTS)[number];

const VALUES: Record<Exclude<Sort, "changed">, (figures: ArticleFigures) => number> = {
  shown: ({ shown }) => shown,
  answered: ({ answered }) => answered,
  unanswered: ({ asked, answered }) => asked - answered,
  did_not_help: ({ did_not_help }) => did_not_help,
  handed_over: ({ handed_over }) => handed_over,
};

/** The highest first; equal ones stay as they were, the last changed first. */
export function sorted<T extends { readonly id: string }>(
  articles: readonly T[],
  sort: Sort,
  figures: FiguresById | null,
): readonly T[] {
  if (sort === "changed" || !figures) return articles;
  const value = ({ id }: T): number => {
    const own = figures.get(id);
    return own ? VALUES[sort](own) : 0;
  };
  return [...articles].sort((a, b) => value(b) - value(a));
}

export function SortChoice({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }): JSX.Element {
  const words = useEditorWords();
  const field = useId();
  return (
    <div class="sort-choice">
      <label for={field}>{words("figures_sort")}</label>
      <select
        id={field}
        class="input"
        value={sort}
        onChange={(event) => onSort(event.currentTarget.value as Sort)}
      >
        {SORTS.map((option) => (
          <option key={option} value={option}>
            {words(`figures_sort_${option}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
