/** Asks before two conversations are merged, because a customer is told. The notice afterwards offers to undo it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { SamePersonConversation, StaffConversation } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { tellResult } from "../../shared/staff/tell-result";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

interface MergeDialogProps {
  id: string;
  other: SamePersonConversation;
  onClose: () => void;
  onMerged: (other: string) => void;
}

export function MergeDialog({ id, other, onClose, onMerged }: MergeDialogProps): JSX.Element {
  const words = useConsoleWords();
  const { api, desk, toasts } = useConsole();
  const busy = useSignal(false);
  const failure = useSignal<string | null>(null);
  const path = `/conversations/${segment(id)}/merge`;
  const body = { other: other.id };

  async function show(changed: StaffConversation): Promise<void> {
    desk.learn(changed);
    await Promise.all([id, other.id].map((each) => desk.transcript(each).catchUp()));
  }

  const undo = (): void => {
    void tellResult(toasts, words, words("merge_undone"), async () =>
      show(await api.post<StaffConversation>(`${path}/undo`, body)),
    );
  };

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    try {
      await show(await api.post<StaffConversation>(path, body));
      onClose();
      onMerged(other.id);
      toasts.tell(words("merge_done"), { label: words("undo"), run: undo });
    } catch (error) {
      failure.value = failureText(error, words);
      busy.value = false;
    }
  }

  return (
    <Dialog title={words("merge_title")} onClose={onClose}>
      <form class="staff-form" onSubmit={(event) => void submit(event)}>
        <p>{words("merge_what", { title: other.title ?? fullTime(other.created_at, words.locale) })}</p>
        <p>{words(whatIsTold(other))}</p>
        <FormEnd
          failure={failure.value}
          submit={words("merge_submit")}
          busy={busy.value}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function whatIsTold(other: SamePersonConversation): "merge_over" | "merge_led" | "merge_elsewhere" {
  if (other.status === "resolved") return "merge_over";
  return other.by === "identity" ? "merge_led" : "merge_elsewhere";
}
