/** Unanswered questions, grouped, with three ways to handle them: write an article, add a phrasing, or dismiss. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { QuestionGroup, Unanswered } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { go, hrefOf } from "../../shared/staff/route";
import { ago } from "../../shared/time/time";
import { useEditor } from "../context";
import { KeepAsGolden } from "../golden/keep";
import { codeText, type EditorWords, useEditorWords } from "../messages";
import { PhrasingDialog } from "./phrasing";
import { startWith } from "./start";

const MOST_PHRASINGS = 5;

export function UnansweredPage(): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit, toasts } = useEditor();
  const list = useRead(() => api.get<Unanswered>("/questions/unanswered"), "", words);
  const adding = useSignal<QuestionGroup | null>(null);
  useEffect(() => {
    document.title = `${words("nav_unanswered")} · ${words("product")}`;
  }, [words]);

  function drop(group: QuestionGroup): void {
    const shown = list.value;
    if (shown) list.put({ ...shown, groups: shown.groups.filter((other) => other !== group) });
  }

  async function setAside(group: QuestionGroup): Promise<void> {
    try {
      await api.post("/questions/set-aside", { decision_ids: group.decision_ids });
      drop(group);
      toasts.tell(words("unanswered_aside_done"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("nav_unanswered")}</h1>
        <p class="staff-hint">{words("unanswered_hint", { days: list.value?.days ?? 30 })}</p>
        {list.busy && !list.value && <Spinner label={words("loading")} />}
        {list.failure && (
          <p class="field-error">
            {list.failure} <Button onClick={list.again}>{words("try_again")}</Button>
          </p>
        )}
        {list.value?.groups.length === 0 && (
          <div class="staff-empty">
            <p>{words("unanswered_empty")}</p>
            <p>{words("unanswered_empty_hint")}</p>
          </div>
        )}
        {list.value?.groups.map((group) => (
          <GroupCard
            key={group.decision_ids[0]}
            group={group}
            words={words}
            actions={
              mayEdit && (
                <div class="staff-row">
                  <Button look="primary" small onClick={() => write(group)}>
                    {words("unanswered_write")}
                  </Button>
                  <Button small onClick={() => (adding.value = group)}>
                    {words("unanswered_add")}
                  </Button>
                  <KeepAsGolden question={group.question} title="" />
                  <Button look="quiet" small onClick={() => void setAside(group)}>
                    {words("unanswered_aside")}
                  </Button>
                </div>
              )
            }
          />
        ))}
      </div>
      {adding.value && (
        <PhrasingDialog
          group={adding.value}
          onClose={() => (adding.value = null)}
          onAdded={() => adding.value && drop(adding.value)}
        />
      )}
    </main>
  );
}

function write(group: QuestionGroup): void {
  startWith([...new Set(group.decisions.map(({ question }) => oneLine(question)))].slice(0, MOST_PHRASINGS));
  go("articles", "new");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 300);
}

interface GroupCardProps {
  group: QuestionGroup;
  words: EditorWords;
  actions: JSX.Element | false;
}

function GroupCard({ group, words, actions }: GroupCardProps): JSX.Element {
  const [first, ...others] = group.decisions;
  return (
    <article class="staff-card" aria-label={group.question}>
      <h2 class="asked-question">
        <bdi>{group.question}</bdi>
      </h2>
      <p class="staff-hint article-facts">
        <span>{words.count("unanswered_times", group.times)}</span>
        {first && <span>{ago(first.created_at, words)}</span>}
        {first && (
          <span>{first.reason ? codeText(words, "reason", first.reason) : words("unanswered_wrong")}</span>
        )}
        {group.nearest && (
          <span>
            {words("unanswered_nearest")}{" "}
            <a href={hrefOf("articles", group.nearest.article_id)}>
              <bdi>{group.nearest.title ?? group.nearest.article_id}</bdi>
            </a>
          </span>
        )}
      </p>
      {others.length > 0 && (
        <details class="rivals">
          <summary>{words("unanswered_others")}</summary>
          <ul class="staff-list">
            {others.map((decision) => (
              <li key={decision.id}>
                <bdi>{decision.question}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
      {actions}
    </article>
  );
}
