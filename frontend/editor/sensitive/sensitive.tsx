/** The page where editors manage sensitive topics, each with its phrases. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { SensitiveTopic } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { useRead } from "../../shared/staff/read";
import { tellResult } from "../../shared/staff/tell-result";
import { useEditor } from "../context";
import { type EditorWords, useEditorWords } from "../messages";

interface Filled {
  readonly name: string;
  readonly phrases: string;
  readonly active: boolean;
}

const EMPTY: Filled = { name: "", phrases: "", active: true };

export function SensitivePage(): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit, toasts } = useEditor();
  const list = useRead(() => api.get<{ topics: SensitiveTopic[] }>("/sensitive-topics"), "", words);
  useEffect(() => {
    document.title = `${words("nav_sensitive")} · ${words("product")}`;
  }, [words]);

  function change(done: string, call: () => Promise<unknown>): Promise<boolean> {
    return tellResult(toasts, words, done, async () => {
      await call();
      list.again();
    });
  }
  const save = (filled: Filled, topic?: SensitiveTopic): Promise<boolean> => {
    const body = { name: filled.name, phrases: linesOf(filled.phrases), active: filled.active };
    return change(words("sensitive_saved"), () =>
      topic ? api.put(`/sensitive-topics/${segment(topic.id)}`, body) : api.post("/sensitive-topics", body),
    );
  };

  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("nav_sensitive")}</h1>
        <p class="staff-hint">{words("sensitive_hint")}</p>
        {list.busy && !list.value && <Spinner label={words("loading")} />}
        {list.failure && <p class="field-error">{list.failure}</p>}
        {list.value?.topics.map((topic) => (
          <section key={topic.id} class="staff-card" aria-label={topic.name}>
            <TopicForm
              key={topic.updated_at}
              start={{ name: topic.name, phrases: topic.phrases.join("\n"), active: topic.active }}
              words={words}
              readOnly={!mayEdit}
              onSave={(filled) => save(filled, topic)}
              onDelete={() =>
                void change(words("sensitive_deleted"), () =>
                  api.delete(`/sensitive-topics/${segment(topic.id)}`),
                )
              }
            />
          </section>
        ))}
        {mayEdit && (
          <section class="staff-card">
            <h2>{words("sensitive_add")}</h2>
            <TopicForm start={EMPTY} words={words} readOnly={false} onSave={(filled) => save(filled)} />
          </section>
        )}
      </div>
    </main>
  );
}

interface TopicFormProps {
  start: Filled;
  words: EditorWords;
  readOnly: boolean;
  onSave: (filled: Filled) => Promise<boolean>;
  onDelete?: () => void;
}

function TopicForm({ start, words, readOnly, onSave, onDelete }: TopicFormProps): JSX.Element {
  const filled = useSignal(start);
  const busy = useSignal(false);
  const [nameField, phrasesField] = [useId(), useId()];
  const { name, phrases, active } = filled.value;
  const same = name === start.name && phrases === start.phrases && active === start.active;
  const put = (part: Partial<Filled>): void => {
    filled.value = { ...filled.peek(), ...part };
  };

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    if ((await onSave(filled.peek())) && !onDelete) filled.value = EMPTY;
    busy.value = false;
  }

  return (
    <form class="staff-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={nameField}>{words("sensitive_name")}</label>
        <input
          id={nameField}
          class="input"
          required
          maxLength={100}
          readOnly={readOnly}
          value={name}
          onInput={(event) => put({ name: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={phrasesField}>{words("sensitive_phrases")}</label>
        <textarea
          id={phrasesField}
          class="input"
          required
          rows={4}
          readOnly={readOnly}
          value={phrases}
          onInput={(event) => put({ phrases: event.currentTarget.value })}
        />
      </div>
      <label class="staff-check">
        <input
          type="checkbox"
          checked={active}
          disabled={readOnly}
          onChange={(event) => put({ active: event.currentTarget.checked })}
        />
        {words("sensitive_active")}
      </label>
      {!readOnly && (
        <div class="staff-row">
          <Button look="primary" type="submit" busy={busy.value} disabled={same}>
            {words("save_topic")}
          </Button>
          {onDelete && (
            <Button
              look="quiet"
              aria-label={words("sensitive_delete_label", { name: start.name })}
              onClick={onDelete}
            >
              {words("sensitive_delete")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
