/** Asks before unsaved changes are lost by a link, the back button or closing the page. */
import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useLeaving } from "../../shared/staff/leaving";
import { go } from "../../shared/staff/route";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import type { Editing } from "./editing";

export function LeaveGuard({ editing }: { editing: Editing }): JSX.Element | null {
  const words = useEditorWords();
  const { toasts } = useEditor();
  const unsaved = useCallback(() => editing.dirty.peek(), [editing]);
  const { to, stay } = useLeaving(unsaved);

  if (!to) return null;
  const leave = (): void => {
    stay();
    go(to.section || "articles", to.id);
  };
  const save = async (): Promise<void> => {
    try {
      if (await editing.save()) leave();
      else stay();
    } catch (error) {
      stay();
      toasts.fail(failureText(error, words));
    }
  };
  const title = editing.fields.value.title || words("untitled");
  return (
    <Dialog title={words("leave_title")} onClose={stay}>
      <p>{words("leave_text", { title })}</p>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={stay}>
          {words("leave_stay")}
        </Button>
        <Button
          onClick={() => {
            editing.discard();
            leave();
          }}
        >
          {words("leave_discard")}
        </Button>
        <Button look="primary" onClick={() => void save()}>
          {words("leave_save")}
        </Button>
      </div>
    </Dialog>
  );
}
