/** The page where editors manage sensitive topics. What was changed can be undone, and what is not saved is not lost. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useEffect, useId, useRef } from "preact/hooks";
import type { SensitiveTopic, SuggestedTopicList } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { ApiError, segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useLeaving } from "../../shared/staff/leaving";
import { useRead } from "../../shared/staff/read";
import { go } from "../../shared/staff/route";
import { tellResult } from "../../shared/staff/tell-result";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { EMPTY, type Filled, linesOf, mergeTopics } from "./merging";
import { filledOf, TopicCard } from "./topic-card";
import { TopicForm } from "./topic-form";

export function SensitivePage(): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit, toasts } = useEditor();
  const list = useRead(() => api.get<{ topics: SensitiveTopic[] }>("/sensitive-topics"), "", words);
  const fresh = useSignal<Filled>(EMPTY);
  /** What the new topic began with, if it was not empty. */
  const begun = useSignal<Filled>(EMPTY);
  const dirty = useRef(new Set<string>());
  useEffect(() => {
    document.title = `${words("nav_sensitive")} · ${words("product")}`;
  }, [words]);
  const noteDirty = (id: string) => (is: boolean) =>
    void (is ? dirty.current.add(id) : dirty.current.delete(id));

  /** Says what was done, and offers to take it back. */
  async function change<Answer>(
    done: string,
    call: () => Promise<Answer>,
    undo: (answer: Answer) => Promise<unknown>,
  ): Promise<boolean> {
    let answer: Answer;
    try {
      answer = await call();
    } catch (error) {
      // The card shows what somebody else has saved meanwhile beside what is typed, and says so.
      if (error instanceof ApiError && error.code === "edited_meanwhile") list.again();
      else toasts.fail(failureText(error, words));
      return false;
    }
    toasts.tell(done, {
      label: words("sensitive_undo"),
      run: () =>
        void tellResult(toasts, words, words("sensitive_undone"), async () => {
          await undo(answer);
          list.again();
        }),
    });
    list.again();
    return true;
  }
  const save = (filled: Filled, topic: SensitiveTopic): Promise<boolean> => {
    const place = `/sensitive-topics/${segment(topic.id)}`;
    return change(
      words("sensitive_saved"),
      () => api.put<SensitiveTopic>(place, { ...bodyOf(filled), seen: topic.updated_at }),
      ({ updated_at }) => api.put(place, { ...bodyOf(filledOf(topic)), seen: updated_at }),
    );
  };
  const add = async (filled: Filled): Promise<boolean> => {
    const added = await change(
      words("sensitive_saved"),
      () => api.post<SensitiveTopic>("/sensitive-topics", bodyOf(filled)),
      ({ id }) => api.delete(`/sensitive-topics/${segment(id)}`),
    );
    if (added) begun.value = fresh.value = EMPTY;
    return added;
  };
  const remove = (topic: SensitiveTopic): Promise<boolean> =>
    change(
      words("sensitive_deleted"),
      () => api.delete(`/sensitive-topics/${segment(topic.id)}`),
      () => api.post("/sensitive-topics", bodyOf(filledOf(topic))),
    );

  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("nav_sensitive")}</h1>
        <p class="staff-hint">{words("sensitive_hint")}</p>
        {list.busy && !list.value && <Spinner label={words("loading")} />}
        {list.failure && <p class="field-error">{list.failure}</p>}
        {list.value?.topics.map((topic) => (
          <TopicCard
            key={topic.id}
            topic={topic}
            readOnly={!mayEdit}
            onDirty={noteDirty(topic.id)}
            onSave={(filled) => save(filled, topic)}
            onDelete={() => void remove(topic)}
          />
        ))}
        {mayEdit && (
          <section class="staff-card">
            <h2>{words("sensitive_add")}</h2>
            <Beginnings
              taken={list.value?.topics.map(({ name }) => name) ?? []}
              onChoose={(chosen) => {
                fresh.value = mergeTopics(begun.peek(), chosen, fresh.peek());
                begun.value = chosen;
              }}
            />
            <TopicForm
              start={EMPTY}
              filled={fresh}
              words={words}
              readOnly={false}
              onDirty={noteDirty("new")}
              onSave={add}
            />
          </section>
        )}
      </div>
      <LeaveGuard dirty={dirty} />
    </main>
  );
}

function bodyOf(filled: Filled): object {
  return { name: filled.name, phrases: linesOf(filled.phrases), active: filled.active };
}

interface BeginningsProps {
  taken: readonly string[];
  onChoose: (chosen: Filled) => void;
}

/** The usual topics in other languages, to begin with. What was typed already stays. */
function Beginnings({ taken, onChoose }: BeginningsProps): JSX.Element | null {
  const words = useEditorWords();
  const { api } = useEditor();
  const list = useRead(() => api.get<SuggestedTopicList>("/sensitive-topics/suggestions"), "", words);
  const field = useId();
  const open = list.value?.topics.filter(({ name }) => !taken.includes(name)) ?? [];
  if (open.length === 0) return null;
  const choose = (name: string): void => {
    const found = open.find((each) => each.name + each.language === name);
    onChoose(found ? { name: found.name, phrases: found.phrases.join("\n"), active: true } : EMPTY);
  };
  return (
    <div class="field">
      <label for={field}>{words("sensitive_begin")}</label>
      <select id={field} class="input" onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{words("sensitive_begin_none")}</option>
        {open.map(({ name, language }) => (
          <option key={name + language} value={name + language} lang={language}>
            {`${language}: ${name}`}
          </option>
        ))}
      </select>
    </div>
  );
}

function LeaveGuard({ dirty }: { dirty: { current: Set<string> } }): JSX.Element | null {
  const words = useEditorWords();
  const unsaved = useCallback(() => dirty.current.size > 0, [dirty]);
  const { to, stay } = useLeaving(unsaved);
  if (!to) return null;
  const leave = (): void => {
    dirty.current.clear();
    stay();
    go(to.section || "articles", to.id);
  };
  return (
    <Dialog title={words("sensitive_leave_title")} onClose={stay}>
      <p>{words("sensitive_leave_text")}</p>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={leave}>
          {words("leave_discard")}
        </Button>
        <Button look="primary" onClick={stay}>
          {words("leave_stay")}
        </Button>
      </div>
    </Dialog>
  );
}
