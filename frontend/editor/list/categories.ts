/** The categories in use, for the filter and as suggestions; loaded once from the articles. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Client } from "../../shared/http";
import { useEditor } from "../context";
import type { ArticlePage } from "../types";

const MOST_AT_ONCE = 1_000;

export function useCategories(): readonly string[] {
  const { api } = useEditor();
  const categories = useSignal<readonly string[]>([]);
  useEffect(() => {
    // The fields work without them, so a failure is ignored.
    readCategories(api)
      .then((found) => {
        categories.value = found;
      })
      .catch(() => undefined);
  }, [api]);
  return categories.value;
}

async function readCategories(api: Client): Promise<readonly string[]> {
  const met = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: ArticlePage = await api.get<ArticlePage>("/articles", { limit: MOST_AT_ONCE, cursor });
    for (const { category } of page.articles) if (category) met.add(category);
    cursor = page.next;
  } while (cursor);
  return [...met].sort();
}
