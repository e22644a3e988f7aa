/** The Greeting page: the questions that the widget's greeting offers, with their origin, and the editors' own choice. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Badge, Banner, Button, Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { hrefOf } from "../../shared/staff/route";
import { useEditor } from "../context";
import { codeText, type EditorWords, useEditorWords } from "../messages";
import type { CheckedQuestion, GreetingQuestions } from "../types";
import { lost } from "./greeting";

const MOST = 4;
const LONGEST = 100;

export function GreetingPage(): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit, toasts } = useEditor();
  const read = useRead(() => api.get<GreetingQuestions>("/greeting-questions"), "", words);
  useEffect(() => {
    document.title = `${words("nav_greeting")} · ${words("product")}`;
  }, [words]);

  async function choose(texts: readonly string[]): Promise<void> {
    try {
      read.put(await api.put<GreetingQuestions>("/greeting-questions", { texts }));
      toasts.tell(words(texts.length > 0 ? "greeting_saved" : "greeting_by_itself_done"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  const found = read.value;
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("nav_greeting")}</h1>
        <p class="staff-hint">{words("greeting_hint")}</p>
        {read.busy && !found && <Spinner label={words("loading")} />}
        {read.failure && <p class="field-error">{read.failure}</p>}
        {found && <OfferedNow questions={found.questions} words={words} />}
        {found && (
          <ChoiceForm
            key={found.set_at ?? ""}
            chosen={found.chosen}
            words={words}
            readOnly={!mayEdit}
            onChoose={choose}
          />
        )}
      </div>
    </main>
  );
}

/** Shown on every page of the editor until dismissed, because editors leave an article soon after publishing. */
export function LostFromGreeting(): JSX.Element | null {
  const words = useEditorWords();
  if (lost.value.length === 0) return null;
  return (
    <Banner tone="warning">
      <div class="greeting-lost">
        <p>{words("greeting_lost")}</p>
        <ul>
          {lost.value.map((each) => (
            <li key={each.text}>
              <bdi>“{each.text}”</bdi> – {codeText(words, "action", each.action ?? "")}
            </li>
          ))}
        </ul>
      </div>
      <a class="button button-plain button-small" href={hrefOf("greeting")}>
        {words("nav_greeting")}
      </a>
      <Button
        small
        onClick={() => {
          lost.value = [];
        }}
      >
        {words("dismiss")}
      </Button>
    </Banner>
  );
}

function OfferedNow({ questions, words }: Pick<GreetingQuestions, "questions"> & WithWords): JSX.Element {
  return (
    <section class="staff-card" aria-labelledby="greeting-offered">
      <h2 id="greeting-offered">{words("greeting_offered")}</h2>
      {questions.length === 0 && <p class="staff-hint">{words("greeting_none")}</p>}
      <ol class="greeting-list">
        {questions.map(({ text, origin, article_id, title }) => (
          <li key={text}>
            <bdi class="greeting-question">{text}</bdi> <Badge>{words(`greeting_origin_${origin}`)}</Badge>{" "}
            {article_id && (
              <a href={hrefOf("articles", article_id)}>
                <bdi>{title ?? article_id}</bdi>
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface WithWords {
  words: EditorWords;
}

interface ChoiceProps extends WithWords {
  chosen: readonly CheckedQuestion[];
  readOnly: boolean;
  onChoose: (texts: readonly string[]) => Promise<void>;
}

function ChoiceForm({ chosen, words, readOnly, onChoose }: ChoiceProps): JSX.Element {
  const start = Array.from({ length: MOST }, (_, place) => chosen[place]?.text ?? "");
  const texts = useSignal<readonly string[]>(start);
  const busy = useSignal(false);
  const written = texts.value.map((text) => text.trim()).filter((text) => text !== "");
  const same = texts.value.every((text, place) => text === start[place]);

  async function run(wanted: readonly string[]): Promise<void> {
    busy.value = true;
    await onChoose(wanted);
    busy.value = false;
  }

  return (
    <form
      class="staff-card staff-form"
      aria-labelledby="greeting-choice"
      onSubmit={(event) => {
        event.preventDefault();
        void run(written);
      }}
    >
      <h2 id="greeting-choice">{words("greeting_choice")}</h2>
      <p class="staff-hint">{words("greeting_choice_hint")}</p>
      {texts.value.map((text, place) => (
        <QuestionField
          key={place}
          place={place}
          text={text}
          checked={chosen.find((each) => each.text === text.trim())}
          words={words}
          readOnly={readOnly}
          onInput={(value) => {
            texts.value = texts.value.map((before, at) => (at === place ? value : before));
          }}
        />
      ))}
      {!readOnly && (
        <div class="staff-row">
          <Button look="primary" type="submit" busy={busy.value} disabled={same || written.length === 0}>
            {words("greeting_save")}
          </Button>
          {chosen.length > 0 && (
            <Button look="quiet" disabled={busy.value} onClick={() => void run([])}>
              {words("greeting_by_itself")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

interface QuestionFieldProps extends WithWords {
  place: number;
  text: string;
  checked: CheckedQuestion | undefined;
  readOnly: boolean;
  onInput: (text: string) => void;
}

function QuestionField({ place, text, checked, words, readOnly, onInput }: QuestionFieldProps): JSX.Element {
  const [field, state] = [useId(), useId()];
  const unanswered = checked?.answered === false;
  return (
    <div class="field">
      <label for={field}>{words("greeting_question", { number: place + 1 })}</label>
      <input
        id={field}
        class="input"
        dir="auto"
        maxLength={LONGEST}
        readOnly={readOnly}
        value={text}
        aria-describedby={unanswered ? state : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {unanswered && (
        <p id={state} class="field-error">
          {words("greeting_left_out", { action: codeText(words, "action", checked.action ?? "") })}
        </p>
      )}
    </div>
  );
}
