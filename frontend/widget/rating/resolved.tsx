/**
 * After the conversation: how was it, and what now. The stars are stored as they are chosen, because many customers
 * write on or leave without pressing anything more; words can be added to them.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import type { Timeline } from "../../shared/timeline/timeline";
import { useWidget, useWords } from "../views/context";

const SCORES = [1, 2, 3, 4, 5] as const;
const MAX_COMMENT = 2000;

export function Resolved(): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const at = resolvedAt(store.timeline.value);
  const rated = store.marks.value.rated > 0 && store.marks.value.rated >= at;
  /** The resolution whose rating the customer has begun here and not finished. */
  const [begun, setBegun] = useState<number | null>(null);
  return (
    <section class="panel" aria-label={words("rating_title")}>
      <p role="status">{rated && words("rating_thanks")}</p>
      {(!rated || begun === at) && (
        <Rating key={at} onChosen={() => setBegun(at)} onSent={() => setBegun(null)} />
      )}
      <p class="panel-soft">{words("resolved_hint")}</p>
      <div class="panel-actions">
        <Button small onClick={() => controller.startAnew()}>
          {words("anew")}
        </Button>
      </div>
    </section>
  );
}

/** `seq` of the last resolution: a conversation that was taken up again is rated again. */
function resolvedAt(timeline: Timeline): number {
  return timeline.findLast((message) => message.event === "conversation.resolved")?.seq ?? 0;
}

interface RatingProps {
  onChosen: () => void;
  onSent: () => void;
}

function Rating({ onChosen, onSent }: RatingProps): JSX.Element {
  const { controller } = useWidget();
  const words = useWords();
  const [score, setScore] = useState<number | null>(null);
  const [comment, setComment] = useState("");
  const choose = (value: number): void => {
    setScore(value);
    onChosen();
    void controller.rate(value, "");
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (score !== null && (await controller.rate(score, comment.trim()))) onSent();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <fieldset class="stars">
        <legend>{words("rating_title")}</legend>
        {SCORES.map((value) => (
          <label
            key={value}
            class={score !== null && value <= score ? "star star-on" : "star"}
            title={words(`rating_${value}`)}
          >
            <input
              type="radio"
              name="score"
              class="visually-hidden"
              checked={score === value}
              onChange={() => choose(value)}
              aria-label={words(`rating_${value}`)}
            />
            <span aria-hidden="true">★</span>
          </label>
        ))}
      </fieldset>
      {score !== null && (
        <>
          <label class="visually-hidden" for="rating-comment">
            {words("rating_comment")}
          </label>
          <textarea
            id="rating-comment"
            class="input"
            rows={2}
            dir={comment ? "auto" : words.direction}
            maxLength={MAX_COMMENT}
            placeholder={words("rating_comment")}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <div class="panel-actions">
            <Button small look="primary" type="submit">
              {words("rating_send")}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
