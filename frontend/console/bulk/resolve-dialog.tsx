/** Asks for the outcome and the tags of several conversations that are resolved together. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { ResolutionRequest } from "../../shared/api/contract";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { OUTCOMES, OutcomeOptions } from "../conversation/resolution";
import { useConsoleWords } from "../messages";
import { tagsOf } from "../tags/tag-text";
import { TagsField } from "./tags-field";

interface ResolveDialogProps {
  onClose: () => void;
  onChosen: (resolution: ResolutionRequest) => Promise<void>;
}

export function ResolveDialog({ onClose, onChosen }: ResolveDialogProps): JSX.Element {
  const words = useConsoleWords();
  const outcome = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const chosen = OUTCOMES.find((each) => each === form.get("outcome")) ?? null;
    void onChosen({ outcome: chosen, tags: tagsOf(String(form.get("tags"))) });
  };
  return (
    <Dialog title={words("bulk_resolve_title")} onClose={onClose}>
      <form class="staff-form" onSubmit={submit}>
        <div class="field">
          <label for={outcome}>{words("resolution_outcome")}</label>
          <select id={outcome} class="input" name="outcome">
            <OutcomeOptions />
          </select>
        </div>
        <TagsField />
        <FormEnd failure={null} submit={words("step_resolve")} busy={false} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
