/** Asks before unsaved settings are lost by a link, the back button or closing the page. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { go, guardRoute, type Route } from "../../shared/staff/route";
import { useConsoleWords } from "../messages";
import type { CompanyForm } from "./form";

interface LeaveGuardProps {
  form: CompanyForm;
  /** Resolves to whether everything is saved. */
  onSave: () => Promise<boolean>;
}

export function LeaveGuard({ form, onSave }: LeaveGuardProps): JSX.Element | null {
  const words = useConsoleWords();
  const target = useSignal<Route | null>(null);

  useEffect(() => {
    const release = guardRoute((to) => {
      if (form.count.peek() === 0) return true;
      target.value = to;
      return false;
    });
    const close = (event: BeforeUnloadEvent): void => {
      if (form.count.peek() > 0) event.preventDefault();
    };
    addEventListener("beforeunload", close);
    return () => {
      release();
      removeEventListener("beforeunload", close);
    };
  }, [form]);

  const to = target.value;
  if (!to) return null;
  const stay = (): void => {
    target.value = null;
  };
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
