/** Shown if someone else has saved the article: both versions, their difference, and a decision. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useEditor } from "../context";
import { DiffView } from "../history/diff-view";
import { useEditorWords } from "../messages";
import { fieldsOf, type StoredArticle } from "../types";
import type { Editing } from "./editing";

export function ConflictDialog({
  editing,
  theirs,
}: {
  editing: Editing;
  theirs: StoredArticle;
}): JSX.Element {
  const words = useEditorWords();
  const { toasts } = useEditor();
  const busy = useSignal(false);
  const yours = editing.fields.value;
  const name = theirs.updated_by ?? words("conflict_somebody");
  const overwrite = async (): Promise<void> => {
    busy.value = true;
    try {
      if (await editing.overwrite()) toasts.tell(words("conflict_overwritten"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  };
  return (
    <Dialog title={words("conflict_title")} wide onClose={() => (editing.conflict.value = null)}>
      <p>{words("conflict_text", { version: theirs.version, name })}</p>
      <h3>{words("conflict_difference")}</h3>
      <DiffView before={fieldsOf(theirs)} after={yours} />
      <div class="two-texts">
        <WholeText heading={words("conflict_theirs")} text={theirs.body} />
        <WholeText heading={words("conflict_yours")} text={yours.body} />
      </div>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={() => (editing.conflict.value = null)}>
          {words("conflict_later")}
        </Button>
        <Button onClick={() => editing.takeTheirs()}>{words("conflict_reload")}</Button>
        <Button look="danger" busy={busy.value} onClick={() => void overwrite()}>
          {words("conflict_overwrite")}
        </Button>
      </div>
    </Dialog>
  );
}

function WholeText({ heading, text }: { heading: string; text: string }): JSX.Element {
  return (
    <details>
      <summary>{heading}</summary>
      <pre class="whole-text" dir="auto">
        {text}
      </pre>
    </details>
  );
}
