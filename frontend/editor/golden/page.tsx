/** The page of the golden set: filter, add, change, delete, import and export. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { ArticlePage, GoldenQuestion, GoldenQuestionList } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { type Query, segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { type Read, useRead } from "../../shared/staff/read";
import { hrefOf } from "../../shared/staff/route";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { bodyOfQuestion, EMPTY, listQuestions, saveQuestion } from "./calls";
import { GoldenDialog } from "./form";
import { ImportFile } from "./import-file";
import { ChecksTabs } from "./tabs";

const MOST_ARTICLES = 1_000;
const SETTLE_MS = 250;

interface Filter {
  readonly q: string;
  readonly expected: "" | "article" | "facts" | "person";
}

type Opened = GoldenQuestion | "new" | null;

export function GoldenPage(): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit } = useEditor();
  const filter = useSignal<Filter>({ q: "", expected: "" });
  const asked = useSignal<Filter>(filter.peek());
  const opened = useSignal<Opened>(null);
  const { q, expected } = asked.value;
  const query = { q: q.trim() || null, expected: expected || null };
  const list = useRead(() => listQuestions(api, query), JSON.stringify(query), words);
  const articles = useRead(() => api.get<ArticlePage>("/articles", { limit: MOST_ARTICLES }), "", words);
  const titles = new Map(articles.value?.articles.map(({ id, title }) => [id, title]));
  useEffect(() => {
    document.title = `${words("checks_golden")} · ${words("product")}`;
  }, [words]);
  useEffect(() => {
    const timer = setTimeout(() => (asked.value = filter.peek()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [filter.value]);

  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("nav_checks")}</h1>
        <ChecksTabs here="golden" />
        <p class="staff-hint">{words("golden_hint")}</p>
        <div class="staff-row golden-actions">
          {mayEdit && (
            <Button look="primary" onClick={() => (opened.value = "new")}>
              {words("golden_add")}
            </Button>
          )}
          {mayEdit && <ImportFile onImported={list.again} />}
          {(["jsonl", "csv"] as const).map((format) => (
            <a
              key={format}
              class="button button-quiet"
              href={`/api/v1/golden-questions/export?format=${format}`}
              download
            >
              {words(`golden_export_${format}`)}
            </a>
          ))}
        </div>
        <Filters filter={filter.value} onChange={(next) => (filter.value = next)} />
        <Questions
          list={list}
          query={query}
          titles={titles}
          onOpen={(question) => (opened.value = question)}
        />
      </div>
      {opened.value && (
        <GoldenDialog
          start={EMPTY}
          {...(opened.value === "new" ? {} : { stored: opened.value })}
          onClose={() => (opened.value = null)}
          onSaved={list.again}
        />
      )}
    </main>
  );
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }): JSX.Element {
  const words = useEditorWords();
  const [search, expected] = [useId(), useId()];
  return (
    <search class="list-filters golden-filters">
      <div class="field">
        <label for={search}>{words("search")}</label>
        <input
          id={search}
          class="input"
          type="search"
          maxLength={200}
          placeholder={words("golden_search_hint")}
          value={filter.q}
          onInput={(event) => onChange({ ...filter, q: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={expected}>{words("golden_expected")}</label>
        <select
          id={expected}
          class="input"
          value={filter.expected}
          onChange={(event) =>
            onChange({ ...filter, expected: event.currentTarget.value as Filter["expected"] })
          }
        >
          <option value="">{words("golden_any")}</option>
          {(["article", "facts", "person"] as const).map((option) => (
            <option key={option} value={option}>
              {words(`golden_expected_${option}`)}
            </option>
          ))}
        </select>
      </div>
    </search>
  );
}

interface QuestionsProps {
  list: Read<GoldenQuestionList>;
  query: Query;
  titles: ReadonlyMap<string, string>;
  onOpen: (question: GoldenQuestion) => void;
}

function Questions({ list, query, titles, onOpen }: QuestionsProps): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const shown = list.value;

  async function more(): Promise<void> {
    if (!shown?.next) return;
    try {
      const page = await listQuestions(api, { ...query, cursor: shown.next });
      list.put({ ...page, questions: [...shown.questions, ...page.questions] });
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  return (
    <div aria-live="polite" class="golden-list">
      {list.busy && !shown && <Spinner label={words("loading")} />}
      {list.failure && (
        <p class="field-error">
          {list.failure} <Button onClick={list.again}>{words("try_again")}</Button>
        </p>
      )}
      {shown?.total === 0 && (
        <div class="staff-empty">
          <p>{words("golden_none")}</p>
          <p>{words("golden_none_hint")}</p>
        </div>
      )}
      {shown && shown.total > 0 && (
        <p class="staff-hint">
          {shown.found === shown.total
            ? words.count("golden_count", shown.total)
            : words("golden_found", { found: shown.found, total: shown.total })}
        </p>
      )}
      {shown && shown.total > 0 && shown.found === 0 && <p class="staff-empty">{words("golden_no_match")}</p>}
      {shown?.questions.map((question) => (
        <QuestionCard
          key={question.id}
          question={question}
          titles={titles}
          onOpen={() => onOpen(question)}
          onChanged={list.again}
        />
      ))}
      {shown?.next && <Button onClick={() => void more()}>{words("list_more")}</Button>}
    </div>
  );
}

interface CardProps {
  question: GoldenQuestion;
  titles: ReadonlyMap<string, string>;
  onOpen: () => void;
  onChanged: () => void;
}

function QuestionCard({ question, titles, onOpen, onChanged }: CardProps): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit, toasts } = useEditor();
  async function remove(): Promise<void> {
    try {
      await api.delete(`/golden-questions/${segment(question.id)}`);
      onChanged();
      toasts.tell(words("golden_deleted"), { label: words("golden_undo"), run: () => void bringBack() });
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }
  async function bringBack(): Promise<void> {
    try {
      await saveQuestion(api, bodyOfQuestion(question));
      onChanged();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }
  return (
    <article class="staff-card golden-card" aria-label={question.text}>
      <h2 class="asked-question">
        <bdi>{question.text}</bdi>
      </h2>
      <Expectation question={question} titles={titles} />
      {mayEdit && (
        <div class="staff-row">
          <Button small aria-label={words("golden_edit_label", { question: question.text })} onClick={onOpen}>
            {words("golden_edit")}
          </Button>
          <Button
            small
            look="quiet"
            aria-label={words("golden_delete_label", { question: question.text })}
            onClick={() => void remove()}
          >
            {words("golden_delete")}
          </Button>
        </div>
      )}
    </article>
  );
}

/** What the reply must be, in one line for each kind of demand. */
function Expectation({
  question,
  titles,
}: {
  question: GoldenQuestion;
  titles: ReadonlyMap<string, string>;
}): JSX.Element {
  const words = useEditorWords();
  return (
    <ul class="staff-list golden-demands">
      {question.expected === "person" && <li>{words("golden_expected_person")}</li>}
      {question.article_ids.length > 0 && (
        <li>
          {words("golden_from")}{" "}
          {question.article_ids.map((id, place) => (
            <span key={id}>
              {place > 0 && ` ${words("golden_or")} `}
              <a href={hrefOf("articles", id)}>
                <bdi>{titles.get(id) ?? id}</bdi>
              </a>
            </span>
          ))}
        </li>
      )}
      {question.must.map((group) => (
        <li key={group.join()}>
          {words("golden_must")} <bdi>{group.join(` ${words("golden_or")} `)}</bdi>
        </li>
      ))}
      {question.must_not.length > 0 && (
        <li>
          {words("golden_must_not")} <bdi>{question.must_not.join(", ")}</bdi>
        </li>
      )}
      {question.before.length > 0 && (
        <li>
          {words("golden_after")} <bdi>{question.before.join(" / ")}</bdi>
        </li>
      )}
      {question.kind && (
        <li>
          <Badge>{question.kind}</Badge>
        </li>
      )}
    </ul>
  );
}
