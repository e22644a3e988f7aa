/** Step 4: five questions on trial. Each shows what a customer would read, the article, and how sure the bot is. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { ArticlePage, Trial } from "../../shared/api/contract";
import { Badge, Button, type Tone } from "../../shared/components/basics";
import { Markdown } from "../../shared/markdown";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import type { StepProps } from "./steps";

const WANTED = 5;
const LONGEST = 2_000;
const TONES: Record<Trial["action"], Tone> = {
  answer: "good",
  tentative: "info",
  clarify: "info",
  suggest: "warning",
  hand_over: "warning",
  reply: "neutral",
};

interface Tried {
  readonly question: string;
  readonly trial: Trial;
}

export function QuestionsStep({ settle }: StepProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const field = useId();
  const [question, busy] = [useSignal(""), useSignal(false)];
  const tried = useSignal<readonly Tried[]>([]);
  const titles = useSignal<readonly string[]>([]);
  useEffect(() => {
    api
      .get<ArticlePage>("/articles", { state: "published", limit: WANTED })
      .then(({ articles }) => {
        titles.value = articles.map(({ title }) => title);
      })
      .catch(() => undefined);
  }, [api]);

  async function ask(asked: string): Promise<void> {
    busy.value = true;
    try {
      const trial = await api.post<Trial>("/first-hour/questions", { q: asked, locale: words.locale });
      tried.value = [{ question: asked, trial }, ...tried.value];
      question.value = "";
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  const left = titles.value.filter((title) => !tried.value.some((each) => each.question === title));
  return (
    <>
      <form
        class="staff-card staff-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (question.value.trim()) void ask(question.value.trim());
        }}
      >
        <div class="field">
          <label for={field}>{words("first_question")}</label>
          <input
            id={field}
            class="input"
            dir="auto"
            maxLength={LONGEST}
            value={question.value}
            onInput={(event) => (question.value = event.currentTarget.value)}
          />
        </div>
        <div class="first-links">
          <Button type="submit" busy={busy.value} disabled={question.value.trim() === ""}>
            {words("first_ask")}
          </Button>
        </div>
        {left.length > 0 && (
          <fieldset class="first-suggestions">
            <legend>{words("first_suggestions")}</legend>
            {left.map((title) => (
              <Button key={title} small disabled={busy.value} onClick={() => void ask(title)}>
                <bdi>{title}</bdi>
              </Button>
            ))}
          </fieldset>
        )}
        <p role="status">{words("first_asked", { count: tried.value.length, total: WANTED })}</p>
      </form>
      {tried.value.map((each) => (
        <TriedCard key={each.question} tried={each} />
      ))}
      <div class="first-next">
        <Button look="primary" onClick={() => void settle()}>
          {words("first_next")}
        </Button>
      </div>
    </>
  );
}

function TriedCard({ tried: { question, trial } }: { tried: Tried }): JSX.Element {
  const words = useConsoleWords();
  const share = new Intl.NumberFormat(words.locale, { style: "percent" });
  return (
    <article class="staff-card first-trial">
      <h3>
        <bdi>{question}</bdi>
      </h3>
      {trial.replies.map((reply, place) => (
        <div key={place} class="first-reply" dir="auto">
          {reply.format === "markdown" ? <Markdown text={reply.text} headings={4} /> : <p>{reply.text}</p>}
          {reply.choices.length > 0 && <p class="staff-hint">{reply.choices.join(" · ")}</p>}
        </div>
      ))}
      <p class="staff-row first-sure">
        <Badge tone={TONES[trial.action]}>{codeText(words, "first_action", trial.action)}</Badge>
        {trial.confidence !== null && (
          <span>{words("first_sure", { share: share.format(trial.confidence) })}</span>
        )}
        {trial.article && (
          <a
            href={`/editor#/articles/${encodeURIComponent(trial.article.article_id)}`}
            target="_blank"
            rel="noopener"
          >
            <bdi>{trial.article.title}</bdi>
          </a>
        )}
      </p>
    </article>
  );
}
