/** Whether a department is the default, and whether it is archived. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Department } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import type { Change } from "./change";

export function Standing({ department, change }: { department: Department; change: Change }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const asking = useSignal(false);
  const path = `/departments/${segment(department.id)}`;
  const send = (changes: object): Promise<boolean> =>
    change(words("departments_saved"), () => api.patch(path, changes));
  return (
    <section class="staff-card" aria-labelledby="standing-heading">
      <h2 id="standing-heading">{words("department_standing")}</h2>
      <p>{words(department.is_default ? "department_is_default" : "department_default_hint")}</p>
      <p class="staff-row">
        {!department.is_default && department.active && (
          <Button onClick={() => void send({ is_default: true })}>{words("department_make_default")}</Button>
        )}
        {!department.is_default && department.active && (
          <Button look="danger" onClick={() => (asking.value = true)}>
            {words("department_archive")}
          </Button>
        )}
        {!department.active && (
          <Button onClick={() => void send({ active: true })}>{words("department_reopen")}</Button>
        )}
      </p>
      {asking.value && (
        <ArchiveDialog
          department={department}
          onArchive={() => change(words("departments_saved"), () => api.patch(path, { active: false }))}
          onClose={() => (asking.value = false)}
        />
      )}
    </section>
  );
}

interface ArchiveDialogProps {
  department: Department;
  onArchive: () => Promise<boolean>;
  onClose: () => void;
}

function ArchiveDialog({ department, onArchive, onClose }: ArchiveDialogProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <Dialog title={words("department_archive_title", { name: department.name })} onClose={onClose}>
      <p>{words("department_archive_hint")}</p>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={onClose}>
          {words("cancel")}
        </Button>
        <Button look="danger" onClick={() => void onArchive().then(onClose)}>
          {words("department_archive_do")}
        </Button>
      </div>
    </Dialog>
  );
}
