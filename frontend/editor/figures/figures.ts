/** The figures of all articles, read once for the list. */
import type { ArticleFigures, ListedFigures } from "../../shared/api/contract";
import { useRead } from "../../shared/staff/read";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

export type FiguresById = ReadonlyMap<string, ArticleFigures>;

export const MOST_NEVER_ANSWERED = 5;
/** Asked for once is chance. */
const OFTEN = 2;

/** Null until they are known; the list works without them. */
export function useFigures(): FiguresById | null {
  const words = useEditorWords();
  const { api } = useEditor();
  const read = useRead(() => api.get<ListedFigures>("/article-figures"), "", words);
  return read.value && new Map(read.value.articles.map((each) => [each.article_id, each]));
}

/** Those that customers ask for most and that the bot never answers firmly. */
export function neverAnswered(figures: FiguresById): readonly ArticleFigures[] {
  return [...figures.values()]
    .filter(({ asked_since, answered_since }) => asked_since >= OFTEN && answered_since === 0)
    .sort((a, b) => b.asked_since - a.asked_since)
    .slice(0, MOST_NEVER_ANSWERED);
}
