/** What agents answered to questions like the open one: each with who said it, when and where; a press puts it in. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time";
import type { PastAnswer, PastAnswers } from "../api/types";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import type { OpenQuestionProps } from "./open-question";

/** Read again with each open question; there is no button where nobody has answered the like. */
export function PastAnswersMenu({ id, open, onPut }: OpenQuestionProps): JSX.Element | null {
  const words = useConsoleWords();
  const { api } = useConsole();
  const panel = useId();
  const found = useSignal<readonly PastAnswer[]>([]);
  const shown = useSignal(false);
  useEffect(() => {
    let current = true;
    found.value = [];
    shown.value = false;
    if (open === 0) return;
    api
      .get<PastAnswers>(`/conversations/${segment(id)}/past-answers`)
      .then((answer) => {
        if (current) found.value = answer.past_answers;
      })
      .catch(() => undefined); // without them an agent writes all the same
    return () => {
      current = false;
    };
  }, [id, open]);
  if (found.value.length === 0) return null;
  return (
    <>
      <Button
        look="quiet"
        small
        aria-expanded={shown.value}
        aria-controls={panel}
        onClick={() => (shown.value = !shown.value)}
      >
        {words.count("past_answers", found.value.length)}
      </Button>
      <section class="article-panel" id={panel} hidden={!shown.value} aria-label={words("past_answers_list")}>
        <ul class="staff-list article-results">
          {found.value.map((each) => (
            <Answer
              key={`${each.conversation_id} ${each.seq}`}
              answer={each}
              onPut={() => {
                shown.value = false;
                onPut(each.text);
              }}
            />
          ))}
        </ul>
      </section>
    </>
  );
}

function Answer({ answer, onPut }: { answer: PastAnswer; onPut: () => void }): JSX.Element {
  const words = useConsoleWords();
  const from = { name: answer.agent.name, when: fullTime(answer.answered_at, words.locale) };
  return (
    <li>
      <div>
        <a href={hrefOf("all", answer.conversation_id)}>{words("past_answers_from", from)}</a>
        {answer.question && (
          <p class="staff-hint" dir="auto">
            {words("past_answers_asked", { question: answer.question })}
          </p>
        )}
        <p dir="auto">{answer.text}</p>
      </div>
      <Button small aria-label={words("past_answers_put", from)} onClick={onPut}>
        {words("articles_put")}
      </Button>
    </li>
  );
}
