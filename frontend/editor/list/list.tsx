/** The list of articles, with search, filters by state and category, and paging. */

import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ListedArticle } from "../../shared/api/contract";
import type { ArticleState } from "../../shared/api/types";
import { Badge, Button, Spinner, type Tone } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { ago, fullTime } from "../../shared/time/time";
import { isPublishedAsStored } from "../article/editing";
import { useEditor } from "../context";
import { type FiguresById, useFigures } from "../figures/figures";
import { NeverAnswered } from "../figures/never-answered";
import { RowFigures } from "../figures/row-figures";
import { type Sort, SortChoice, sorted } from "../figures/sorting";
import { type EditorWords, useEditorWords } from "../messages";
import { type ArticleList, useArticles } from "./articles";
import { BulkBar } from "./bulk";
import { filter, isNarrowed } from "./filter";
import { Filters } from "./filters";
import { useOverview } from "./overview";

export const STATE_TONES: Record<ArticleState, Tone> = {
  draft: "info",
  published: "good",
  archived: "neutral",
};

export function ListPage(): JSX.Element {
  const words = useEditorWords();
  const { mayEdit } = useEditor();
  const sort = useSignal<Sort>("changed");
  const list = useArticles(filter.value, sort.value !== "changed");
  const turn = useSignal(0);
  const overview = useOverview(turn.value);
  const selected = useSignal<ReadonlyMap<string, ListedArticle>>(new Map());
  const figures = useFigures();
  useEffect(() => {
    document.title = `${words("nav_articles")} · ${words("product")}`;
  }, [words]);
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <div class="staff-row">
          <h1>{words("nav_articles")}</h1>
          <span class="staff-spring" />
          {mayEdit && (
            <a class="button button-primary" href={hrefOf("articles", "new")}>
              {words("new_article")}
            </a>
          )}
        </div>
        {!mayEdit && <p class="staff-notice">{words("read_only")}</p>}
        <NeverAnswered figures={figures} />
        <Filters filter={filter.value} overview={overview} />
        <SortChoice sort={sort.value} onSort={(next) => (sort.value = next)} />
        <ul class="staff-list article-list" aria-busy={list.busy}>
          {sorted(list.rows, sort.value, figures).map((article) => (
            <li key={article.id} class="article-item">
              {mayEdit && (
                <input
                  type="checkbox"
                  class="article-check"
                  aria-label={words("bulk_select", { title: article.title })}
                  checked={selected.value.has(article.id)}
                  onChange={() => toggle(selected, article)}
                />
              )}
              <ArticleRow article={article} figures={figures} words={words} />
            </li>
          ))}
        </ul>
        <ListEnd list={list} filtered={isNarrowed(filter.value)} />
        {selected.value.size > 0 && (
          <BulkBar
            selected={selected.value}
            rows={list.rows}
            overview={overview}
            onSelect={(next) => (selected.value = next)}
            onDone={() => {
              list.again();
              turn.value += 1;
            }}
          />
        )}
      </div>
    </main>
  );
}

function toggle(selected: Signal<ReadonlyMap<string, ListedArticle>>, article: ListedArticle): void {
  const next = new Map(selected.peek());
  if (!next.delete(article.id)) next.set(article.id, article);
  selected.value = next;
}

interface ArticleRowProps {
  article: ListedArticle;
  figures: FiguresById | null;
  words: EditorWords;
}

function ArticleRow({ article, figures, words }: ArticleRowProps): JSX.Element {
  const name = article.updated_by;
  const when = article.updated_at ? ago(article.updated_at, words) : null;
  return (
    <a class="article-row" href={hrefOf("articles", article.id)}>
      <bdi class="article-title">{article.title}</bdi>
      <span class="article-badges">
        <StateBadges article={article} words={words} />
      </span>
      <span class="staff-hint article-facts">
        {article.category && <span>{article.category}</span>}
        {article.owner && <bdi>{article.owner}</bdi>}
        {article.tags.map((tag) => (
          <bdi key={tag}>#{tag}</bdi>
        ))}
        {when && <span>{name ? words("updated_by", { when, name }) : words("updated", { when })}</span>}
      </span>
      <RowFigures figures={figures?.get(article.id)} words={words} />
    </a>
  );
}

export function StateBadges({ article, words }: { article: ListedArticle; words: EditorWords }): JSX.Element {
  return (
    <>
      <Badge tone={STATE_TONES[article.state]}>{words(`state_${article.state}`)}</Badge>
      {article.state === "published" && !isPublishedAsStored(article) && (
        <Badge tone="warning">{words("state_changed")}</Badge>
      )}
      {article.review_asked_by && <Badge tone="info">{words("stage_in_review")}</Badge>}
      {article.scheduled && (
        <Badge tone="info">
          {words("stage_scheduled_at", { when: fullTime(article.scheduled.at, words.locale) })}
        </Badge>
      )}
      {article.open_comments > 0 && (
        <Badge tone="info">{words.count("comments_open", article.open_comments)}</Badge>
      )}
      {isOverdue(article) && <Badge tone="warning">{words("stage_overdue")}</Badge>}
    </>
  );
}

function isOverdue({ state, review_on }: ListedArticle): boolean {
  return state === "published" && review_on !== null && review_on <= new Date().toISOString().slice(0, 10);
}

function ListEnd({ list, filtered }: { list: ArticleList; filtered: boolean }): JSX.Element {
  const words = useEditorWords();
  const empty = !list.busy && !list.failure && list.rows.length === 0;
  return (
    <div class="list-end" aria-live="polite">
      {list.busy && <Spinner label={words("loading")} />}
      {list.failure && <p class="field-error">{list.failure}</p>}
      {empty && (
        <div class="staff-empty">
          <p>{words(filtered ? "list_empty" : "list_none")}</p>
          <p>{words(filtered ? "list_empty_hint" : "list_none_hint")}</p>
        </div>
      )}
      {!list.busy && (list.next || list.failure) && (
        <Button onClick={list.more}>{words(list.failure ? "try_again" : "list_more")}</Button>
      )}
    </div>
  );
}
