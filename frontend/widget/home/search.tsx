/** Searches the published articles while the customer types; what is found opens in the widget. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { HelpResult } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { useWidget, useWords } from "../views/context";
import { Icon } from "../views/icons";

const PAUSE_MS = 250;
const SHORTEST = 2;

type Results =
  | { state: "none" | "searching" | "failed" }
  | { state: "found"; articles: readonly HelpResult[] };

export function Search(): JSX.Element {
  const words = useWords();
  const [text, setText] = useState("");
  const results = useResults(text.trim());
  return (
    // biome-ignore lint/a11y/useSemanticElements: not every browser knows the element of this name yet
    <form class="card" role="search" onSubmit={(event) => event.preventDefault()}>
      <div class="search-field">
        <Icon name="search" />
        <input
          type="search"
          class="input"
          aria-label={words("search")}
          placeholder={words("search")}
          autocomplete="off"
          dir={text ? "auto" : words.direction}
          maxLength={200}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div role="status">
        {results.state === "searching" && <Spinner label={words("loading")} />}
        {results.state === "failed" && <p class="card-note">{words("search_failed")}</p>}
        {results.state === "found" && results.articles.length > 0 && (
          <p class="visually-hidden">{words("search_found")}</p>
        )}
        {results.state === "found" && results.articles.length === 0 && (
          <p class="card-note">{words("search_nothing")}</p>
        )}
      </div>
      {results.state === "found" && <Found articles={results.articles} text={text.trim()} />}
    </form>
  );
}

function Found({ articles, text }: { articles: readonly HelpResult[]; text: string }): JSX.Element {
  const { controller } = useWidget();
  const words = useWords();
  const open = ({ article_id, title, section }: HelpResult): void =>
    controller.articles.open({ articleId: article_id, title, section, opener: openerOf(article_id) });
  return (
    <>
      <ul class="rows" aria-label={words("search_found")}>
        {articles.map((article) => (
          <li key={article.article_id}>
            <button type="button" class="row" id={openerOf(article.article_id)} onClick={() => open(article)}>
              <Icon name="article" />
              <span class="row-text" dir="auto">
                {article.title}
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
      <Button small look={articles.length > 0 ? "quiet" : "primary"} onClick={() => controller.send(text)}>
        {words("search_ask")}
      </Button>
    </>
  );
}

function openerOf(articleId: string): string {
  return `found-${articleId}`;
}

/** Only the latest search counts, whichever answers first. */
function useResults(text: string): Results {
  const { controller } = useWidget();
  const [results, setResults] = useState<Results>({ state: "none" });
  useEffect(() => {
    if (text.length < SHORTEST) {
      setResults({ state: "none" });
      return undefined;
    }
    let wanted = true;
    const take = (found: Results): void => {
      if (wanted) setResults(found);
    };
    const timer = setTimeout(() => {
      setResults((before) => (before.state === "found" ? before : { state: "searching" }));
      controller.articles.search(text).then(
        ({ articles }) => take({ state: "found", articles }),
        () => take({ state: "failed" }),
      );
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [controller, text]);
  return results;
}
