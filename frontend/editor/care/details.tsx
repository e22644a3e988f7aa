/** Who cares for the article, and when it is read again: changed at once, without a new version. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Article } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { tellResult } from "../../shared/staff/tell-result";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { useOverview } from "../list/overview";
import { useEditorWords } from "../messages";
import { ApprovalField, useApproval, waitingText } from "./approval";
import { Translations } from "./translations";

export function CareDetails({ editing, article }: { editing: Editing; article: Article }): JSX.Element {
  const words = useEditorWords();
  const { api, me, toasts, mayEdit } = useEditor();
  const overview = useOverview();
  const approval = useApproval(article);
  const [owner, owners, review, tags] = [useId(), useId(), useId(), useId()];
  const put = (change: object): Promise<boolean> =>
    tellResult(toasts, words, words("care_saved"), async () => {
      editing.takeCare(await api.patch<Article>(`/articles/${segment(article.id)}/care`, change));
    });
  const summary = [
    article.owner && words("care_summary_owner", { name: article.owner }),
    article.review_on && words("care_summary_review", { day: article.review_on }),
    ...article.tags.map((tag) => `#${tag}`),
    editing.unpublished.value && waitingText(approval.value, words),
  ].filter(Boolean);
  return (
    <details class="care">
      <summary>
        {words("care_title")}
        {summary.length > 0 && <span class="staff-hint"> {summary.join(" · ")}</span>}
      </summary>
      <div class="care-fields">
        <div class="field">
          <label for={owner}>{words("care_owner")}</label>
          <div class="staff-row">
            <KeptInput
              id={owner}
              list={owners}
              value={article.owner}
              readOnly={!mayEdit}
              onKeep={(value) => void put({ owner: value })}
            />
            {mayEdit && article.owner !== me.name && (
              <Button small onClick={() => void put({ owner: me.name })}>
                {words("care_me")}
              </Button>
            )}
          </div>
          <datalist id={owners}>
            {overview?.owners.map(({ name }) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <div class="field">
          <label for={review}>{words("care_review")}</label>
          <KeptInput
            id={review}
            type="date"
            value={article.review_on ?? ""}
            readOnly={!mayEdit}
            onKeep={(value) => void put({ review_on: value || null })}
          />
        </div>
        <div class="field">
          <label for={tags}>{words("care_tags")}</label>
          <KeptInput
            id={tags}
            value={article.tags.join(", ")}
            readOnly={!mayEdit}
            onKeep={(value) => void put({ tags: value.split(",").map((tag) => tag.trim()) })}
          />
          <span class="staff-hint">{words("care_tags_hint")}</span>
        </div>
        <div class="field">
          <span class="field-label">{words("care_second_reader")}</span>
          {article.review_asked_by && (
            <span>{words("care_review_asked", { name: article.review_asked_by })}</span>
          )}
          {mayEdit && (
            <Button
              small
              disabled={!article.review_asked_by && !editing.unpublished.value}
              onClick={() => void put({ in_review: !article.review_asked_by })}
            >
              {words(article.review_asked_by ? "care_review_done" : "care_ask_review")}
            </Button>
          )}
        </div>
        <ApprovalField editing={editing} article={article} read={approval} />
        <Translations article={article} readOnly={!mayEdit} />
      </div>
    </details>
  );
}

interface KeptInputProps {
  id: string;
  value: string;
  readOnly: boolean;
  type?: "text" | "date";
  list?: string;
  onKeep: (value: string) => void;
}

/** Keeps what was typed when it is left or by Enter, and only if it is different. */
function KeptInput({ value, onKeep, type = "text", ...rest }: KeptInputProps): JSX.Element {
  const typed = useSignal<string | null>(null);
  const keep = (): void => {
    const next = typed.peek();
    typed.value = null;
    if (next !== null && next.trim() !== value) onKeep(next.trim());
  };
  return (
    <input
      {...rest}
      type={type}
      class="input"
      dir="auto"
      maxLength={400}
      value={typed.value ?? value}
      onInput={(event) => (typed.value = event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === "Enter" && keep()}
    />
  );
}
