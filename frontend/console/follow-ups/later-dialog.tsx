/** Chooses a time: to snooze a conversation, to promise a callback, or to postpone a follow-up. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { LATER, localText, momentOf } from "./due-times";

export type LaterKind = "snooze" | "call_back" | "put_off";

interface LaterDialogProps {
  kind: LaterKind;
  onClose: () => void;
  onChosen: (dueAt: string, note: string) => Promise<void>;
  /** Takes it back, where it can be. */
  onUndo?: () => void;
}

export function LaterDialog({ kind, onClose, onChosen, onUndo }: LaterDialogProps): JSX.Element {
  const words = useConsoleWords();
  const { toasts } = useConsole();
  const when = useSignal(localText(momentOf("tomorrow", new Date()) as Date));
  const note = useSignal("");
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const [whenField, noteField] = [useId(), useId()];

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    try {
      await onChosen(new Date(when.value).toISOString(), note.value.trim());
      toasts.tell(words(`later_done_${kind}`), onUndo && { label: words("undo"), run: onUndo });
      onClose();
    } catch (error) {
      failure.value = failureText(error, words);
      busy.value = false;
    }
  }

  return (
    <Dialog title={words(`later_title_${kind}`)} onClose={onClose}>
      <form class="staff-form" onSubmit={(event) => void submit(event)}>
        <p class="staff-hint">{words(`later_hint_${kind}`)}</p>
        <Presets onChoose={(moment) => (when.value = localText(moment))} />
        <div class="field">
          <label for={whenField}>{words("later_when")}</label>
          <input
            id={whenField}
            class="input"
            type="datetime-local"
            required
            min={localText(new Date())}
            value={when.value}
            onInput={(event) => (when.value = event.currentTarget.value)}
          />
        </div>
        {kind !== "put_off" && (
          <div class="field">
            <label for={noteField}>{words("later_note")}</label>
            <textarea
              id={noteField}
              class="input"
              rows={2}
              maxLength={2000}
              value={note.value}
              onInput={(event) => (note.value = event.currentTarget.value)}
            />
          </div>
        )}
        <FormEnd
          failure={failure.value}
          submit={words(`later_submit_${kind}`)}
          busy={busy.value}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function Presets({ onChoose }: { onChoose: (moment: Date) => void }): JSX.Element {
  const words = useConsoleWords();
  const from = new Date();
  return (
    <div class="staff-row">
      {LATER.map((later, index) => {
        const moment = momentOf(later, from);
        return (
          moment && (
            <Button key={later} small autofocus={index === 0} onClick={() => onChoose(moment)}>
              {words(`later_${later}`)}
            </Button>
          )
        );
      })}
    </div>
  );
}
