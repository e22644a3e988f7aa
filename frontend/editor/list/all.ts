/** All articles, for fields in which one is chosen by its title. */
import type { ArticlePage, ListedArticle } from "../../shared/api/contract";
import type { Client, Query } from "../../shared/http";

const MOST_AT_ONCE = 1_000;

export async function allArticles(api: Client, query: Query = {}): Promise<readonly ListedArticle[]> {
  const found: ListedArticle[] = [];
  let cursor: string | null = null;
  do {
    const page: ArticlePage = await api.get<ArticlePage>("/articles", {
      ...query,
      limit: MOST_AT_ONCE,
      cursor,
    });
    found.push(...page.articles);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

/** By identifier: the title, with the identifier behind it where several articles have the same title. */
export function labelsOf(articles: readonly ListedArticle[]): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  for (const { title } of articles) times.set(title, (times.get(title) ?? 0) + 1);
  return new Map(
    articles.map(({ id, title }) => [id, (times.get(title) ?? 0) > 1 ? `${title} (${id})` : title]),
  );
}
