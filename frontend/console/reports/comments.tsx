/** What customers wrote with their ratings, with a way to the conversation. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { RatingComment } from "../../shared/api/contract";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time/time";
import { useConsoleWords } from "../messages";
import { Stars } from "../rating/rating";

export function Comments({ comments }: { comments: readonly RatingComment[] }): JSX.Element {
  const words = useConsoleWords();
  const heading = useId();
  return (
    <section class="staff-card" aria-labelledby={heading}>
      <h2 id={heading}>{words("reports_comments")}</h2>
      {comments.length === 0 && <p class="staff-hint">{words("reports_no_comments")}</p>}
      <ul class="staff-list report-comments">
        {comments.map((comment) => (
          <li key={comment.conversation_id}>
            <Stars score={comment.score} />
            <blockquote dir="auto">{comment.comment}</blockquote>
            <p class="staff-hint">
              <a href={hrefOf("all", comment.conversation_id)}>
                {fullTime(comment.created_at, words.locale)}
              </a>
              {comment.agent && ` · ${comment.agent}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
