/** What stands first in the list: articles that customers ask for and that the bot never answers firmly. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { ArticleFigures } from "../../shared/api/contract";
import { useRead } from "../../shared/staff/read";
import { hrefOf } from "../../shared/staff/route";
import { useEditor } from "../context";
import { allArticles } from "../list/all";
import { useEditorWords } from "../messages";
import { type FiguresById, neverAnswered } from "./figures";

export function NeverAnswered({ figures }: { figures: FiguresById | null }): JSX.Element | null {
  const found = figures && neverAnswered(figures);
  return found && found.length > 0 ? <Found found={found} /> : null;
}

function Found({ found }: { found: readonly ArticleFigures[] }): JSX.Element {
  const words = useEditorWords();
  const { api } = useEditor();
  const heading = useId();
  const articles = useRead(() => allArticles(api, { state: "published" }), "", words);
  const titles = new Map(articles.value?.map(({ id, title }) => [id, title]));
  return (
    <section class="staff-card never-answered" aria-labelledby={heading}>
      <h2 id={heading}>{words("never_title")}</h2>
      <p class="staff-hint">{words("never_hint")}</p>
      <ul class="staff-list">
        {found.map(({ article_id, asked_since }) => (
          <li key={article_id}>
            <a href={hrefOf("articles", article_id)}>
              <bdi>{titles.get(article_id) ?? article_id}</bdi>
            </a>{" "}
            <span class="staff-hint">{words.count("never_asked", asked_since)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
