/** One golden question: what is expected, what the bot says now, and the steps. */
import type { JSX } from "preact";
import type { GoldenQuestion, GoldenReply } from "../../shared/api/contract";
import { Badge, Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Markdown } from "../../shared/markdown";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import { useEditor } from "../context";
import { codeText, useEditorWords } from "../messages";
import { bodyOfQuestion, saveQuestion } from "./calls";

interface CardProps {
  question: GoldenQuestion;
  titles: ReadonlyMap<string, string>;
  /** What the bot says to it now, if it was asked. */
  reply: GoldenReply | null;
  onOpen: () => void;
  onChanged: () => void;
}

export function QuestionCard({ question, titles, reply, onOpen, onChanged }: CardProps): JSX.Element {
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
      {reply && <Now reply={reply} />}
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

/** Whether the reply is right now, and what it is. */
function Now({ reply }: { reply: GoldenReply }): JSX.Element {
  const words = useEditorWords();
  return (
    <div class="golden-now">
      <p>
        <Badge tone={reply.right ? "good" : "danger"}>
          {words(reply.right ? "golden_right" : "golden_wrong")}
        </Badge>{" "}
        {reply.problem && (
          <>
            {words(`golden_now_${reply.problem}`)} {reply.fact && <bdi>{reply.fact}</bdi>}
          </>
        )}
      </p>
      <details>
        <summary>{words("golden_says")}</summary>
        <p class="staff-hint">
          {codeText(words, "action", reply.action)}
          {reply.title && (
            <>
              {": "}
              <bdi>{reply.title}</bdi>
            </>
          )}
        </p>
        <Markdown text={reply.text} headings={3} />
      </details>
    </div>
  );
}
