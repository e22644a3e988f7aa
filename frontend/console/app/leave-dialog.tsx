/** Asks before unsaved changes are lost by a link, the back button or closing the page. */
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { useLeaving } from "../../shared/staff/leaving";
import { go } from "../../shared/staff/route";
import { useConsoleWords } from "../messages";

interface LeaveDialogProps {
  /** Asked at the moment of leaving; the same function in each render. */
  unsaved: () => boolean;
  busy: boolean;
  /** Afterwards nothing is unsaved. */
  onDiscard: () => void;
  /** Resolves to whether everything is saved. */
  onSave: () => Promise<boolean>;
}

export function LeaveDialog({ unsaved, busy, onDiscard, onSave }: LeaveDialogProps): JSX.Element | null {
  const words = useConsoleWords();
  const { to, stay } = useLeaving(unsaved);
  if (!to) return null;
  const leave = (): void => {
    stay();
    onDiscard();
    go(to.section || "inbox", to.id);
  };
  const save = async (): Promise<void> => {
    if (await onSave()) leave();
    else stay();
  };
  return (
    <Dialog title={words("settings_leave_title")} onClose={stay}>
      <p>{words("settings_leave_text")}</p>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={stay}>
          {words("settings_leave_stay")}
        </Button>
        <Button onClick={leave}>{words("settings_leave_discard")}</Button>
        <Button look="primary" busy={busy} onClick={() => void save()}>
          {words("settings_leave_save")}
        </Button>
      </div>
    </Dialog>
  );
}
