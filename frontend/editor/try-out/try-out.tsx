/**
 * "Test the bot": the answer from the published articles beside the answer with the draft. The last
 * questions are kept, to ask them again after an edit.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { SearchResult } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { KeepAsGolden } from "../golden/keep";
import { useEditorWords } from "../messages";
import { MOST_KEPT, readQuestions, writeQuestions } from "./kept-questions";
import { Verdict } from "./verdict";

interface Trial {
  readonly question: string;
  readonly busy: boolean;
  /** The draft at the time of asking; a later change makes the answer stale. */
  readonly asked: string | null;
  readonly published: SearchResult | null;
  readonly draft: SearchResult | null;
  readonly failure: string | null;
}

const LONGEST_QUESTION = 2_000;

export function TryOut({ editing }: { editing: Editing }): JSX.Element {
  const words = useEditorWords();
  const { trials, ask, askAll, remove } = useTrials(editing);
  const field = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const question = String(new FormData(form).get("question")).trim();
    if (question === "") return;
    form.reset();
    void ask(question);
  };
  return (
    <section class="try-out" aria-labelledby={`${field}-heading`}>
      <div class="staff-row">
        <h2 id={`${field}-heading`}>{words("try_title")}</h2>
        <span class="staff-spring" />
        {trials.length > 0 && (
          <Button small onClick={() => void askAll()}>
            {words("try_again_all")}
          </Button>
        )}
      </div>
      <p class="staff-hint">{words("try_hint")}</p>
      <form class="try-form" onSubmit={submit}>
        <label class="visually-hidden" for={field}>
          {words("try_question")}
        </label>
        <input
          id={field}
          class="input"
          name="question"
          maxLength={LONGEST_QUESTION}
          placeholder={words("try_question")}
          autocomplete="off"
        />
        <Button look="primary" type="submit">
          {words("try_ask")}
        </Button>
      </form>
      {trials.length === 0 && <p class="staff-empty">{words("try_empty")}</p>}
      <ol class="staff-list trials" aria-live="polite">
        {trials.map((trial) => (
          <li key={trial.question}>
            <TrialView
              trial={trial}
              editing={editing}
              onAsk={() => void ask(trial.question)}
              onRemove={() => remove(trial.question)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface TrialProps {
  trial: Trial;
  editing: Editing;
  onAsk: () => void;
  onRemove: () => void;
}

function TrialView({ trial, editing, onAsk, onRemove }: TrialProps): JSX.Element {
  const words = useEditorWords();
  const { question } = trial;
  const stale = trial.asked !== null && trial.asked !== fingerprint(editing);
  const own = editing.stored.value?.id ?? null;
  const action = words(trial.asked === null ? "try_ask" : "try_again");
  return (
    <article class="staff-card trial">
      <div class="staff-row">
        <h3>
          <bdi>{question}</bdi>
        </h3>
        <span class="staff-spring" />
        {trial.busy && <Spinner label={words("loading")} />}
        {stale && <span class="badge badge-warning">{words("try_stale")}</span>}
        <Button
          look="quiet"
          small
          aria-label={words("try_action_label", { action, question })}
          onClick={onAsk}
        >
          {action}
        </Button>
        <KeepAsGolden question={question} title={editing.stored.value?.title ?? ""} />
        <Button look="quiet" small aria-label={words("try_remove_label", { question })} onClick={onRemove}>
          {words("try_remove")}
        </Button>
      </div>
      {trial.failure && <p class="field-error">{words("try_failed", { reason: trial.failure })}</p>}
      {trial.published && trial.draft && (
        <>
          <p class="staff-hint">{words(same(trial.published, trial.draft) ? "try_same" : "try_differs")}</p>
          <div class="verdicts">
            <Verdict heading={words("try_published")} said={trial.published} own={own} />
            <Verdict heading={words("try_draft")} said={trial.draft} own={own} />
          </div>
        </>
      )}
    </article>
  );
}

function useTrials(editing: Editing): {
  trials: readonly Trial[];
  ask: (question: string) => Promise<void>;
  askAll: () => Promise<void>;
  remove: (question: string) => void;
} {
  const words = useEditorWords();
  const { api } = useEditor();
  const id = editing.stored.value?.id ?? null;
  const trials = useSignal<readonly Trial[]>(readQuestions(id).map(untried));

  const keep = (next: readonly Trial[]): void => {
    trials.value = next.slice(0, MOST_KEPT);
    writeQuestions(
      id,
      trials.value.map(({ question }) => question),
    );
  };
  const put = (question: string, part: Partial<Trial>): void => {
    trials.value = trials
      .peek()
      .map((trial) => (trial.question === question ? { ...trial, ...part } : trial));
  };
  async function ask(question: string): Promise<void> {
    if (!trials.peek().some((trial) => trial.question === question))
      keep([untried(question), ...trials.peek()]);
    put(question, { busy: true, failure: null });
    const asked = fingerprint(editing);
    try {
      const [published, draft] = await Promise.all([
        api.post<SearchResult>("/search", { q: question }),
        api.post<SearchResult>("/search", { q: question, draft: editing.draft() }),
      ]);
      put(question, { busy: false, asked, published, draft });
    } catch (error) {
      put(question, { busy: false, failure: failureText(error, words) });
    }
  }
  async function askAll(): Promise<void> {
    for (const { question } of trials.peek()) await ask(question);
  }
  const remove = (question: string): void =>
    keep(trials.peek().filter((trial) => trial.question !== question));
  return { trials: trials.value, ask, askAll, remove };
}

function untried(question: string): Trial {
  return { question, busy: false, asked: null, published: null, draft: null, failure: null };
}

/** What an answer depends on: the draft and the published version. */
function fingerprint(editing: Editing): string {
  const stored = editing.stored.value;
  return JSON.stringify([editing.draft(), stored?.published_version, stored?.state]);
}

function same(a: SearchResult, b: SearchResult): boolean {
  const passage = (said: SearchResult): string | undefined => said.candidates[0]?.passage;
  return (
    a.action === b.action &&
    a.article_id === b.article_id &&
    (a.action !== "answer" || passage(a) === passage(b))
  );
}
