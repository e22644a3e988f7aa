/** One comment: who said what, when and about which passage, and whether it is settled. */
import type { JSX } from "preact";
import type { ArticleComment } from "../../shared/api/contract";
import { Badge, Button } from "../../shared/components/basics";
import { fullTime } from "../../shared/time/time";
import { useEditorWords } from "../messages";

interface ItemProps {
  comment: ArticleComment;
  /** The text as it is now: a passage that is no longer in it says so. */
  body: string;
  onChange: ((comment: ArticleComment, what: "resolve" | "reopen" | "remove") => void) | null;
}

export function CommentItem({ comment, body, onChange }: ItemProps): JSX.Element {
  const words = useEditorWords();
  const { author, version, quote, resolved_by, resolved_at } = comment;
  return (
    <article class="comment">
      <p class="staff-hint">
        {words("comment_said", { name: author, when: fullTime(comment.created_at, words.locale), version })}
      </p>
      {quote && (
        <blockquote class="finding-quote" dir="auto">
          {quote}
        </blockquote>
      )}
      {quote && !body.includes(quote) && <p class="staff-hint">{words("comment_passage_gone")}</p>}
      <p class="comment-text" dir="auto">
        {comment.text}
      </p>
      <div class="staff-row">
        {resolved_at && (
          <Badge tone="good">
            {words("comment_resolved_by", {
              name: resolved_by ?? "",
              when: fullTime(resolved_at, words.locale),
            })}
          </Badge>
        )}
        {onChange && (
          <Button small onClick={() => onChange(comment, resolved_at ? "reopen" : "resolve")}>
            {words(resolved_at ? "comment_reopen" : "comment_resolve")}
          </Button>
        )}
        {onChange && comment.own && (
          <Button small look="quiet" onClick={() => onChange(comment, "remove")}>
            {words("comment_remove")}
          </Button>
        )}
      </div>
    </article>
  );
}
