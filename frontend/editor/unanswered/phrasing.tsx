/** Adds a customer's question to an article as a phrasing. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Article, GapGroup } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { useEditor } from "../context";
import { allArticles, labelsOf } from "../list/all";
import { useEditorWords } from "../messages";
import { LONGEST_PHRASING } from "./gaps";
import { asPhrasing } from "./start";

interface PhrasingDialogProps {
  group: GapGroup;
  onClose: () => void;
  onAdded: () => void;
}

const MOST_SETTLED = 300;

export function PhrasingDialog({ group, onClose, onAdded }: PhrasingDialogProps): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const articles = useRead(() => allArticles(api), "", words);
  const title = useSignal(group.nearest?.title ?? "");
  const phrasing = useSignal(asPhrasing(group.question, LONGEST_PHRASING));
  const busy = useSignal(false);
  const [articleField, listId, phrasingField] = [useId(), useId(), useId()];
  const labels = labelsOf(articles.value ?? []);
  const chosen =
    articles.value?.find(({ id }) => labels.get(id) === title.value) ??
    articles.value?.find(({ id, title: own }) => own === title.value && id === group.nearest?.article_id);

  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!chosen) return;
    busy.value = true;
    try {
      const body = { phrasing: phrasing.value, decision_ids: group.ids.slice(0, MOST_SETTLED) };
      await api.post<Article>(`/articles/${segment(chosen.id)}/phrasings`, body);
      toasts.tell(words("phrasing_added", { title: chosen.title }));
      onAdded();
      onClose();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  return (
    <Dialog title={words("unanswered_add")} onClose={onClose}>
      <form class="staff-form" onSubmit={(event) => void add(event)}>
        <div class="field">
          <label for={articleField}>{words("phrasing_article")}</label>
          <input
            id={articleField}
            class="input"
            list={listId}
            required
            value={title.value}
            onInput={(event) => (title.value = event.currentTarget.value)}
          />
          <datalist id={listId}>
            {[...labels].map(([id, label]) => (
              <option key={id} value={label} />
            ))}
          </datalist>
        </div>
        <div class="field">
          <label for={phrasingField}>{words("phrasing_words")}</label>
          <input
            id={phrasingField}
            class="input"
            required
            maxLength={LONGEST_PHRASING}
            value={phrasing.value}
            onInput={(event) => (phrasing.value = event.currentTarget.value)}
          />
        </div>
        {articles.value && title.value !== "" && !chosen && (
          <p class="field-error">{words("phrasing_no_article")}</p>
        )}
        <p class="staff-hint">{words("phrasing_hint")}</p>
        <div class="staff-dialog-actions">
          <Button look="quiet" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button look="primary" type="submit" busy={busy.value} disabled={!chosen}>
            {words("phrasing_add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
