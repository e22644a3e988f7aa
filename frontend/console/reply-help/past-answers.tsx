/** What agents answered to similar questions, with agent, time and conversation. A click inserts one. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time/time";
import type { PastAnswer, PastAnswers } from "../api/types";
import { useConsoleWords } from "../messages";
import { type OpenQuestionProps, useHelp } from "./open-question";

/** Reloaded with each open question; without past answers there is no button. */
export function PastAnswersMenu({ id, open, onPut }: OpenQuestionProps): JSX.Element | null {
  const words = useConsoleWords();
  const panel = useId();
  const found = useHelp({ id, open }, "past-answers", (answer: PastAnswers) => answer.past_answers);
  const shown = useSignal(false);
  useEffect(() => {
    shown.value = false;
  }, [id, open]);
  if (found.length === 0) return null;
  return (
    <>
      <Button
        look="quiet"
        small
        aria-expanded={shown.value}
        aria-controls={panel}
        onClick={() => (shown.value = !shown.value)}
      >
        {words.count("past_answers", found.length)}
      </Button>
      <section class="article-panel" id={panel} hidden={!shown.value} aria-label={words("past_answers_list")}>
        <ul class="staff-list article-results">
          {found.map((each) => (
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
