/** The list of articles, with search, filters by state and category, and paging. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { ArticlePage, ListedArticle } from "../../shared/api/contract";
import type { ArticleState } from "../../shared/api/types";
import { Badge, Button, Spinner, type Tone } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import { ago } from "../../shared/time/time";
import { isPublishedAsStored } from "../article/editing";
import { useEditor } from "../context";
import { type FiguresById, useFigures } from "../figures/figures";
import { NeverAnswered } from "../figures/never-answered";
import { RowFigures } from "../figures/row-figures";
import { type Sort, SortChoice, sorted } from "../figures/sorting";
import { type EditorWords, useEditorWords } from "../messages";
import { useCategories } from "./categories";

export const STATE_TONES: Record<ArticleState, Tone> = {
  draft: "info",
  published: "good",
  archived: "neutral",
};

const PAGE = 100;
const SETTLE_MS = 250;

interface Filter {
  readonly q: string;
  readonly state: ArticleState | "";
  readonly category: string;
}

const NO_FILTER: Filter = { q: "", state: "", category: "" };

export function ListPage(): JSX.Element {
  const words = useEditorWords();
  const { mayEdit } = useEditor();
  const filter = useSignal<Filter>(NO_FILTER);
  const sort = useSignal<Sort>("changed");
  const list = useArticles(filter.value, sort.value !== "changed");
  const categories = useCategories();
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
        <Filters filter={filter.value} categories={categories} onChange={(next) => (filter.value = next)} />
        <SortChoice sort={sort.value} onSort={(next) => (sort.value = next)} />
        <ul class="staff-list article-list" aria-busy={list.busy}>
          {sorted(list.rows, sort.value, figures).map((article) => (
            <li key={article.id}>
              <ArticleRow article={article} figures={figures} words={words} />
            </li>
          ))}
        </ul>
        <ListEnd list={list} filtered={filter.value !== NO_FILTER} />
      </div>
    </main>
  );
}

interface FiltersProps {
  filter: Filter;
  categories: readonly string[];
  onChange: (filter: Filter) => void;
}

function Filters({ filter, categories, onChange }: FiltersProps): JSX.Element {
  const words = useEditorWords();
  const [search, state, category] = [useId(), useId(), useId()];
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <search class="list-filters">
      <div class="field">
        <label for={search}>{words("search")}</label>
        <input
          ref={field}
          id={search}
          class="input"
          type="search"
          placeholder={words("search_hint")}
          value={filter.q}
          onInput={(event) => onChange({ ...filter, q: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={state}>{words("state")}</label>
        <select
          id={state}
          class="input"
          value={filter.state}
          onChange={(event) => onChange({ ...filter, state: event.currentTarget.value as Filter["state"] })}
        >
          <option value="">{words("any_state")}</option>
          {(["draft", "published", "archived"] as const).map((option) => (
            <option key={option} value={option}>
              {words(`state_${option}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={category}>{words("category")}</label>
        <select
          id={category}
          class="input"
          value={filter.category}
          onChange={(event) => onChange({ ...filter, category: event.currentTarget.value })}
        >
          <option value="">{words("any_category")}</option>
          {categories.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      </div>
    </search>
  );
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
    </>
  );
}

interface ArticleList {
  rows: readonly ListedArticle[];
  next: string | null;
  busy: boolean;
  failure: string | null;
  more: () => void;
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

/** `everything` reads all pages, because an order by figures needs all articles. */
function useArticles(filter: Filter, everything: boolean): ArticleList {
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
      const query = { q: filter.q.trim() || null, state: filter.state || null, cursor, limit: PAGE };
      const page = await api.get<ArticlePage>("/articles", query);
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
  }, [filter.q, filter.state]);
  const found = inCategory(rows.value, filter.category);
  const wanting = everything || (filter.category !== "" && found.length < PAGE);
  useEffect(() => {
    if (wanting && next.value && !busy.value && !failure.value) void read(next.value);
  }, [wanting, next.value, busy.value]);
  return {
    rows: found,
    next: next.value,
    busy: busy.value,
    failure: failure.value,
    more: () => void read(next.value),
  };
}

/** The server filters by words and state; for a category, further pages are loaded automatically. */
function inCategory(articles: readonly ListedArticle[], category: string): readonly ListedArticle[] {
  return category === "" ? articles : articles.filter((article) => article.category === category);
}
