/** What colleagues say about the article. The list is read again while it is open, so nobody has to reload. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { ArticleComment, ArticleCommentList } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { useRead } from "../../shared/staff/read";
import { tellResult } from "../../shared/staff/tell-result";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { CommentForm } from "./form";
import { CommentItem } from "./item";

const EVERY_MS = 15_000;

type Change = (comment: ArticleComment, what: "resolve" | "reopen" | "remove") => void;

export function Comments({ editing, id }: { editing: Editing; id: string }): JSX.Element {
  const words = useEditorWords();
  const { api, toasts, mayEdit } = useEditor();
  const heading = useId();
  const place = `/articles/${segment(id)}/comments`;
  const read = useRead(() => api.get<ArticleCommentList>(place), id, words);
  useEveryWhile(read.again);
  const open = read.value?.open;
  useEffect(() => {
    if (open !== undefined) editing.noteComments(open);
  }, [editing, open]);

  const change: Change = (comment, what) => {
    const one = `${place}/${segment(comment.id)}`;
    const done = {
      resolve: "comment_resolved",
      reopen: "comment_reopened",
      remove: "comment_removed",
    } as const;
    void tellResult(toasts, words, words(done[what]), async () => {
      read.put(
        what === "remove"
          ? await api.delete<ArticleCommentList>(one)
          : await api.patch<ArticleCommentList>(one, { resolved: what === "resolve" }),
      );
    });
  };
  return (
    <section class="try-out comments" aria-labelledby={heading}>
      <h2 id={heading}>{words("comments_title")}</h2>
      {read.busy && !read.value && <Spinner label={words("loading")} />}
      {read.failure && <p class="field-error">{read.failure}</p>}
      {read.value && (
        <CommentLists
          comments={read.value.comments}
          body={editing.fields.value.body}
          onChange={mayEdit ? change : null}
        />
      )}
      {mayEdit && (
        <CommentForm
          selected={() => editing.selected()}
          onAdd={(text, quote) =>
            tellResult(toasts, words, words("comment_added"), async () => {
              read.put(await api.post<ArticleCommentList>(place, { text, quote }));
            })
          }
        />
      )}
    </section>
  );
}

interface ListsProps {
  comments: readonly ArticleComment[];
  body: string;
  onChange: Change | null;
}

function CommentLists({ comments, body, onChange }: ListsProps): JSX.Element {
  const words = useEditorWords();
  const shown = useSignal(false);
  const settled = comments.filter((each) => each.resolved_at !== null);
  const listed = shown.value ? comments : comments.filter((each) => each.resolved_at === null);
  return (
    <>
      {comments.length === 0 && <p class="staff-hint">{words("comments_none")}</p>}
      <ul class="staff-list comment-list">
        {listed.map((comment) => (
          <li key={comment.id}>
            <CommentItem comment={comment} body={body} onChange={onChange} />
          </li>
        ))}
      </ul>
      {settled.length > 0 && (
        <div>
          <Button small look="quiet" aria-expanded={shown.value} onClick={() => (shown.value = !shown.value)}>
            {shown.value ? words("comments_hide_resolved") : words.count("comments_resolved", settled.length)}
          </Button>
        </div>
      )}
    </>
  );
}

/** Calls again and again while the page is looked at. */
function useEveryWhile(again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden) latest.current();
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}
