/** The articles of the list, read page by page. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ArticlePage, ListedArticle } from "../../shared/api/contract";
import { failureText } from "../../shared/staff/failure";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { type Filter, queryOf } from "./filter";

const PAGE = 100;
const SETTLE_MS = 250;

export interface ArticleList {
  rows: readonly ListedArticle[];
  next: string | null;
  busy: boolean;
  failure: string | null;
  more: () => void;
  again: () => void;
}

/** `everything` reads all pages, because an order by figures needs all articles. */
export function useArticles(filter: Filter, everything: boolean): ArticleList {
  const words = useEditorWords();
  const { api } = useEditor();
  const rows = useSignal<readonly ListedArticle[]>([]);
  const next = useSignal<string | null>(null);
  const busy = useSignal(true);
  const failure = useSignal<string | null>(null);
  /** Only the answer to the latest request counts, whatever order the answers arrive in. */
  const asked = useRef(0);

  async function read(cursor: string | null): Promise<void> {
    const turn = ++asked.current;
    busy.value = true;
    failure.value = null;
    try {
      const page = await api.get<ArticlePage>("/articles", { ...queryOf(filter), cursor, limit: PAGE });
      if (turn !== asked.current) return;
      rows.value = cursor ? [...rows.peek(), ...page.articles] : page.articles;
      next.value = page.next;
    } catch (error) {
      if (turn !== asked.current) return;
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  useEffect(() => {
    const timer = setTimeout(() => void read(null), filter.q ? SETTLE_MS : 0);
    return () => clearTimeout(timer);
  }, [filter]);
  useEffect(() => {
    if (everything && next.value && !busy.value && !failure.value) void read(next.value);
  }, [everything, next.value, busy.value]);
  return {
    rows: rows.value,
    next: next.value,
    busy: busy.value,
    failure: failure.value,
    more: () => void read(next.value),
    again: () => void read(null),
  };
}
