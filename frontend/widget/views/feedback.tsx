/** "Did this help?" under an answer from the knowledge base. */

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Message } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import type { FeedbackReason } from "../storage";
import { useWidget, useWords } from "./context";
import { Icon } from "./icons";

export function Feedback({ message }: { message: Message }): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const given = store.marks.value.feedback[message.seq];
  if (given === true) return <p class="under-bubble">{words("helpful_thanks")}</p>;
  if (given === false) return <Why message={message} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame that this quiet line must not have
    <div class="feedback" role="group" aria-label={words("helpful_question")}>
      <span>{words("helpful_question")}</span>
      {([true, false] as const).map((helpful) => {
        const label = words(helpful ? "helpful_yes" : "helpful_no");
        return (
          <button
            key={String(helpful)}
            type="button"
            class="icon-button icon-button-small"
            aria-label={label}
            title={label}
            onClick={() => void controller.feedback(message.seq, helpful)}
          >
            <Icon name={helpful ? "up" : "down"} />
          </button>
        );
      })}
    </div>
  );
}

const REASONS = {
  other_question: "helpful_why_other",
  incomplete: "helpful_why_incomplete",
  wrong: "helpful_why_wrong",
  unclear: "helpful_why_unclear",
} as const;

/** What was missing, and what the customer can do next. */
function Why({ message }: { message: Message }): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const asking = useRef<HTMLDivElement>(null);
  const told = store.marks.value.reasons?.[message.seq];
  // The thumb that was pressed is gone: its reader goes on here.
  useEffect(() => {
    if (document.activeElement === document.body) asking.current?.focus();
  }, [told]);
  if (told) {
    return (
      <div class="why" ref={asking} tabIndex={-1}>
        <p class="under-bubble" role="status">
          {words("helpful_next")}
        </p>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame that this quiet line must not have
    <div class="why" role="group" ref={asking} tabIndex={-1} aria-label={words("helpful_why")}>
      <p class="under-bubble">{words("helpful_why")}</p>
      <div class="why-reasons">
        {(Object.keys(REASONS) as FeedbackReason[]).map((reason) => (
          <Button key={reason} small onClick={() => void controller.feedback(message.seq, false, reason)}>
            {words(REASONS[reason])}
          </Button>
        ))}
      </div>
    </div>
  );
}
