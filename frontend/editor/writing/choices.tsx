/** Articles found by words of their titles, to choose one of them. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ArticlePage, ListedArticle } from "../../shared/api/contract";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

const MOST_FOUND = 8;
const SETTLE_MS = 200;
export const LOOKS_LIKE_ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|\/|#|www\.)/i;

interface ChoicesProps {
  found: readonly ListedArticle[] | null;
  wanted: string;
  onChoose: (article: ListedArticle) => void;
}

export function Choices({ found, wanted, onChoose }: ChoicesProps): JSX.Element {
  const words = useEditorWords();
  return (
    <div aria-live="polite">
      {found?.length === 0 && wanted !== "" && !LOOKS_LIKE_ADDRESS.test(wanted) && (
        <p class="staff-hint">{words("link_none")}</p>
      )}
      <ul class="staff-list link-choices" aria-label={words("nav_articles")}>
        {found?.map((article) => (
          <li key={article.id}>
            <button type="button" class="link-choice" onClick={() => onChoose(article)}>
              <bdi>{article.title}</bdi>
              <span class="staff-hint">{words(`state_${article.state}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function useFound(wanted: string): readonly ListedArticle[] | null {
  const { api } = useEditor();
  const found = useSignal<readonly ListedArticle[] | null>(null);
  useEffect(() => {
    const words = wanted.trim();
    found.value = null;
    if (words === "" || LOOKS_LIKE_ADDRESS.test(words)) return;
    let late = false;
    const timer = setTimeout(() => {
      api
        .get<ArticlePage>("/articles", { q: words.slice(0, 200), sort: "best", limit: MOST_FOUND })
        .then((page) => {
          if (!late) found.value = page.articles;
        })
        .catch(() => undefined);
    }, SETTLE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  return found.value;
}
