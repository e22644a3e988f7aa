/** Copies the hours of one day to others that are chosen. No form: it stands inside the department's. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import type { Day } from "../api/types";
import { codeText, useConsoleWords } from "../messages";
import { DAYS } from "./hours";

interface CopyDialogProps {
  from: Day;
  onClose: () => void;
  onCopy: (to: readonly Day[]) => void;
}

export function CopyDialog({ from, onClose, onCopy }: CopyDialogProps): JSX.Element {
  const words = useConsoleWords();
  const chosen = useSignal<readonly Day[]>(DAYS.slice(0, 5).filter((day) => day !== from));
  const toggle = (day: Day): void => {
    const others = chosen.value.filter((each) => each !== day);
    chosen.value = others.length < chosen.value.length ? others : [...others, day];
  };
  return (
    <Dialog title={words("hours_copy_day", { day: codeText(words, "day", from) })} onClose={onClose}>
      <div class="staff-form">
        {DAYS.filter((day) => day !== from).map((day) => (
          <label key={day} class="staff-check">
            <input type="checkbox" checked={chosen.value.includes(day)} onChange={() => toggle(day)} />
            {codeText(words, "day", day)}
          </label>
        ))}
        <div class="staff-dialog-actions">
          <Button look="quiet" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button
            look="primary"
            disabled={chosen.value.length === 0}
            onClick={() => {
              onCopy(chosen.value);
              onClose();
            }}
          >
            {words("hours_copy_do")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
