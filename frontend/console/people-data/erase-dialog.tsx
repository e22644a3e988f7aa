/** Asks for the customer once more, typed, before everything about them is erased. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Erased } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { Failure } from "../../shared/staff/dialog/form-end";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { keptFailure, PATIENCE_MS } from "./asking";
import { erasedAll } from "./pages";

interface EraseDialogProps {
  person: string;
  onClose: () => void;
  onErased: (proof: Erased) => void;
}

export function EraseDialog({ person, onClose, onErased }: EraseDialogProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const typed = useSignal("");
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const field = useId();

  async function erase(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    const confirmation = typed.value.trim();
    if (confirmation !== person) {
      failure.value = words("kept_confirm_wrong");
      return;
    }
    busy.value = true;
    failure.value = null;
    try {
      const body = { person, confirmation };
      onErased(await erasedAll(() => api.post<Erased>("/people-data/erase", body, PATIENCE_MS)));
      onClose();
    } catch (error) {
      failure.value = keptFailure(error, words);
    }
    busy.value = false;
  }

  return (
    <Dialog title={words("kept_erase_title")} onClose={onClose}>
      <form class="staff-form" onSubmit={(event) => void erase(event)}>
        <p>{words("kept_erase_text")}</p>
        <div class="field">
          <label for={field}>{words("kept_confirm", { person })}</label>
          <input
            id={field}
            class="input"
            required
            autofocus
            autocomplete="off"
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </div>
        <Failure text={failure.value} />
        <div class="staff-dialog-actions">
          <Button look="quiet" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button look="danger" type="submit" busy={busy.value}>
            {words("kept_erase_now")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
