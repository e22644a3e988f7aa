/** Whether another person has to approve the newest version, who can, and who has; for supervisors, the category's rule. */
import type { JSX } from "preact";
import type { Approval, Article } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { type Read, useRead } from "../../shared/staff/read";
import { tellResult } from "../../shared/staff/tell-result";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { type EditorWords, useEditorWords } from "../messages";
import { ApprovalRule } from "./approval-rule";

export function useApproval(article: Article): Read<Approval> {
  const words = useEditorWords();
  const { api } = useEditor();
  const key = `${article.id} ${article.version} ${article.published_version} ${article.category}`;
  return useRead(() => api.get<Approval>(placeOf(article)), key, words);
}

/** "Waits for Ada or Jonas"; null if nothing is lacking. */
export function waitingText(approval: Approval | null, words: EditorWords): string | null {
  if (!approval?.needed || approval.approved_by !== null) return null;
  if (!approval.named) return words("approval_waits");
  if (approval.waits_for.length === 0) return words("approval_waits_nobody");
  const names = approval.waits_for.map(({ name }) => name);
  return words("approval_waits_for", {
    names: new Intl.ListFormat(words.locale, { type: "disjunction" }).format(names),
  });
}

interface ApprovalProps {
  editing: Editing;
  article: Article;
  read: Read<Approval>;
}

export function ApprovalField({ editing, article, read }: ApprovalProps): JSX.Element | null {
  const words = useEditorWords();
  const { api, me } = useEditor();
  const sets = me.roles.some((role) => role === "supervisor" || role === "admin");
  if (read.failure) return <p class="field-error">{read.failure}</p>;
  if (!read.value || !(read.value.needed || (sets && article.category))) return null;
  return (
    <div class="field">
      <span class="field-label">{words("approval_title")}</span>
      {read.value.needed && editing.unpublished.value && (
        <Wanted
          editing={editing}
          approval={read.value}
          approve={async () => {
            read.put(await api.post<Approval>(placeOf(article), { version: article.version }));
            editing.takeCare(await api.get<Article>(`/articles/${segment(article.id)}`));
          }}
        />
      )}
      {sets && article.category && <ApprovalRule category={article.category} onChange={read.again} />}
    </div>
  );
}

interface WantedProps {
  editing: Editing;
  approval: Approval;
  approve: () => Promise<void>;
}

function Wanted({ editing, approval, approve }: WantedProps): JSX.Element {
  const words = useEditorWords();
  const { me, mayEdit, toasts } = useEditor();
  if (approval.approved_by !== null && !editing.dirty.value)
    return <p>{words("approval_given", { name: approval.approved_by })}</p>;
  const own = approval.author === me.name;
  const asked = !approval.named || approval.waits_for.some(({ id }) => id === me.id);
  return (
    <>
      <p>{words("approval_wanted")}</p>
      {approval.named && <p>{waitingText(approval, words)}</p>}
      {mayEdit && own && <p class="staff-hint">{words("approval_own")}</p>}
      {mayEdit && !own && asked && !editing.dirty.value && (
        <Button small onClick={() => void tellResult(toasts, words, words("approval_done"), approve)}>
          {words("approval_give")}
        </Button>
      )}
    </>
  );
}

function placeOf(article: Article): string {
  return `/articles/${segment(article.id)}/approval`;
}
