/** Writing a comment, about the whole article or about the passage that is selected in its text. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

const LONGEST_COMMENT = 2_000;
const LONGEST_QUOTE = 1_000;

interface FormProps {
  selected: () => string;
  /** Resolves to whether it was kept; only then is the field emptied. */
  onAdd: (text: string, quote: string) => Promise<boolean>;
}

export function CommentForm({ selected, onAdd }: FormProps): JSX.Element {
  const words = useEditorWords();
  const { toasts } = useEditor();
  const field = useId();
  const text = useSignal("");
  const quote = useSignal("");
  const busy = useSignal(false);
  const add = async (): Promise<void> => {
    if (busy.peek() || text.peek().trim() === "") return;
    busy.value = true;
    if (await onAdd(text.peek(), quote.peek())) {
      text.value = "";
      quote.value = "";
    }
    busy.value = false;
  };
  const take = (): void => {
    const passage = selected().trim().slice(0, LONGEST_QUOTE).trim();
    if (passage) quote.value = passage;
    else toasts.fail(words("comment_select_first"));
  };
  return (
    <form
      class="comment-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {quote.value && (
        <blockquote class="finding-quote" dir="auto">
          {quote.value}
        </blockquote>
      )}
      <div class="field">
        <label for={field}>{words("comment_new")}</label>
        <textarea
          id={field}
          class="input"
          rows={2}
          dir="auto"
          maxLength={LONGEST_COMMENT}
          aria-describedby={`${field}-hint`}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <span class="staff-hint" id={`${field}-hint`}>
          {words("comment_hint")}
        </span>
      </div>
      <div class="staff-row">
        <Button type="submit" busy={busy.value} disabled={text.value.trim() === ""}>
          {words("comment_add")}
        </Button>
        <Button look="quiet" onClick={take}>
          {words("comment_quote")}
        </Button>
        {quote.value && (
          <Button look="quiet" onClick={() => (quote.value = "")}>
            {words("comment_unquote")}
          </Button>
        )}
      </div>
    </form>
  );
}
