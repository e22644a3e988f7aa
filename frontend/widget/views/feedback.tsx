/** "Did this help?" under an answer from the knowledge base. */

import type { JSX } from "preact";
import type { Message } from "../../shared/api/contract";
import { useWidget, useWords } from "./context";
import { Icon } from "./icons";

export function Feedback({ message }: { message: Message }): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const given = store.marks.value.feedback[message.seq];
  if (given !== undefined) {
    return <p class="under-bubble">{words(given ? "helpful_thanks" : "helpful_sorry")}</p>;
  }
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
