/** Asks before unsaved settings are lost by a link, the back button or closing the page. */
import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { useLeaving } from "../../shared/staff/leaving";
import { go } from "../../shared/staff/route";
import { useConsoleWords } from "../messages";
import type { CompanyForm } from "./form";

interface LeaveGuardProps {
  form: CompanyForm;
  /** Resolves to whether everything is saved. */
  onSave: () => Promise<boolean>;
}

export function LeaveGuard({ form, onSave }: LeaveGuardProps): JSX.Element | null {
  const words = useConsoleWords();
  const unsaved = useCallback(() => form.count.peek() > 0, [form]);
  const { to, stay } = useLeaving(unsaved);

  if (!to) return null;
  const leave = (): void => {
    stay();
    form.discard();
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
        <Button look="primary" busy={form.busy.value} onClick={() => void save()}>
          {words("settings_leave_save")}
        </Button>
      </div>
    </Dialog>
  );
}
