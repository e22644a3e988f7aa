/** Plans the publication of the saved version, or takes the plan back. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Article } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { fullTime } from "../../shared/time/time";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

interface ScheduleProps {
  editing: Editing;
  article: Article;
  onClose: () => void;
}

export function ScheduleDialog({ editing, article, onClose }: ScheduleProps): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const at = useSignal("");
  const failure = useSignal<string | null>(null);
  const field = useId();
  const path = `/articles/${segment(article.id)}/schedule`;
  const run = async (call: () => Promise<Article>, done: string): Promise<void> => {
    try {
      editing.takeCare(await call());
      toasts.tell(done);
      onClose();
    } catch (error) {
      failure.value = failureText(error, words);
    }
  };
  const plan = (event: SubmitEvent): void => {
    event.preventDefault();
    const moment = new Date(at.peek());
    if (Number.isNaN(moment.getTime()) || moment.getTime() <= Date.now()) {
      failure.value = words("schedule_past");
      return;
    }
    void run(
      () => api.post<Article>(path, { version: article.version, at: moment.toISOString() }),
      words("schedule_done"),
    );
  };
  return (
    <Dialog title={words("schedule_title")} onClose={onClose}>
      {article.scheduled && (
        <p>
          {words("schedule_now", {
            version: article.scheduled.version,
            when: fullTime(article.scheduled.at, words.locale),
            name: article.scheduled.by,
          })}{" "}
          <Button small onClick={() => void run(() => api.delete<Article>(path), words("schedule_ended"))}>
            {words("schedule_end")}
          </Button>
        </p>
      )}
      <form class="staff-form" onSubmit={plan}>
        <div class="field">
          <label for={field}>{words("schedule_at", { version: article.version })}</label>
          <input
            id={field}
            class="input"
            type="datetime-local"
            required
            value={at.value}
            onInput={(event) => (at.value = event.currentTarget.value)}
          />
          <span class="staff-hint">{words("schedule_hint")}</span>
        </div>
        {failure.value && (
          <p class="field-error" role="alert">
            {failure.value}
          </p>
        )}
        <div class="staff-dialog-actions">
          <Button look="quiet" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button look="primary" type="submit" disabled={editing.dirty.value}>
            {words("schedule_plan")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
