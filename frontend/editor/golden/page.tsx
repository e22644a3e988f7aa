/** The page of the golden set: filter, add, change, delete, import and export. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useMemo } from "preact/hooks";
import type { GoldenQuestion, GoldenQuestionList } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import type { Query } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { type Read, useRead } from "../../shared/staff/read";
import { useEditor } from "../context";
import { allArticles } from "../list/all";
import { useEditorWords } from "../messages";
import { Asking } from "./asking";
import { EMPTY, listQuestions } from "./calls";
import { QuestionCard } from "./card";
import { GoldenDialog } from "./form";
import { ImportFile } from "./import-file";
import { ChecksTabs } from "./tabs";

const SETTLE_MS = 250;

interface Filter {
  readonly q: string;
  readonly expected: "" | "article" | "facts" | "person";
}

type Opened = GoldenQuestion | "new" | null;

export function GoldenPage(): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit, toasts } = useEditor();
  const filter = useSignal<Filter>({ q: "", expected: "" });
  const asked = useSignal<Filter>(filter.peek());
  const opened = useSignal<Opened>(null);
  const { q, expected } = asked.value;
  const query = { q: q.trim() || null, expected: expected || null };
  const list = useRead(() => listQuestions(api, query), JSON.stringify(query), words);
  const articles = useRead(() => allArticles(api), "", words);
  const titles = new Map(articles.value?.map(({ id, title }) => [id, title]));
  const asking = useMemo(() => new Asking(api), [api]);
  useEffect(() => () => asking.stop(), [asking]);
  const ask = (asked: () => Promise<void>): void =>
    void asked().catch((error: unknown) => toasts.fail(failureText(error, words)));
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
          <Button
            busy={asking.progress.value !== null}
            disabled={!list.value?.found}
            onClick={() => ask(() => asking.all(query))}
          >
            {words("golden_ask")}
          </Button>
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
        <Told asking={asking} />
        <Filters filter={filter.value} onChange={(next) => (filter.value = next)} />
        <Questions
          list={list}
          query={query}
          titles={titles}
          asking={asking}
          onOpen={(question) => (opened.value = question)}
        />
      </div>
      {opened.value && (
        <GoldenDialog
          start={EMPTY}
          {...(opened.value === "new" ? {} : { stored: opened.value })}
          onClose={() => (opened.value = null)}
          onSaved={(question) => {
            list.again();
            ask(() => asking.one(question));
          }}
        />
      )}
    </main>
  );
}

/** How far the asking is, and how many of the replies are right. */
function Told({ asking }: { asking: Asking }): JSX.Element {
  const words = useEditorWords();
  const progress = asking.progress.value;
  const replies = [...asking.replies.value.values()];
  const right = replies.filter((reply) => reply.right).length;
  return (
    <p role="status" class="staff-hint">
      {progress
        ? progress.total > 0 && words("golden_asking", progress)
        : replies.length > 0 && words("golden_asked", { right, total: replies.length })}
    </p>
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
  asking: Asking;
  onOpen: (question: GoldenQuestion) => void;
}

function Questions({ list, query, titles, asking, onOpen }: QuestionsProps): JSX.Element {
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
          reply={asking.replyTo(question)}
          onOpen={() => onOpen(question)}
          onChanged={list.again}
        />
      ))}
      {shown?.next && <Button onClick={() => void more()}>{words("list_more")}</Button>}
    </div>
  );
}
