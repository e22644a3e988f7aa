/** A customer's rating, wherever it is shown: in reports, beside the conversation, and at earlier conversations. */
import type { JSX } from "preact";
import type { RatingFacts } from "../../shared/api/contract";
import { useConsoleWords } from "../messages";
import "./rating.css";

const MOST = 5;

export function Stars({ score }: { score: number }): JSX.Element {
  const words = useConsoleWords();
  return (
    <span class="stars" role="img" aria-label={words("rating_of", { score })}>
      <span aria-hidden="true">{"★".repeat(score)}</span>
      <span class="stars-rest" aria-hidden="true">
        {"☆".repeat(MOST - score)}
      </span>
    </span>
  );
}

/** The rating with its comment; nothing if the customer gave none. */
export function Rating({ rating }: { rating: RatingFacts | null }): JSX.Element | null {
  if (!rating) return null;
  return (
    <div class="rating">
      <Stars score={rating.score} />
      {rating.comment && <blockquote dir="auto">{rating.comment}</blockquote>}
    </div>
  );
}
