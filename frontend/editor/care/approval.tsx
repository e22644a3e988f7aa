/** Whether another person has to approve the newest version, and who has; for supervisors, whether the category demands it. */
import type { JSX } from "preact";
import type { Approval, ApprovalCategories, Article } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { useRead } from "../../shared/staff/read";
import { tellResult } from "../../shared/staff/tell-result";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

interface ApprovalProps {
  editing: Editing;
  article: Article;
}

export function ApprovalField({ editing, article }: ApprovalProps): JSX.Element | null {
  const words = useEditorWords();
  const { api, me } = useEditor();
  const place = `/articles/${segment(article.id)}/approval`;
  const key = `${article.id} ${article.version} ${article.published_version} ${article.category}`;
  const read = useRead(() => api.get<Approval>(place), key, words);
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
            read.put(await api.post<Approval>(place, { version: article.version }));
            editing.takeCare(await api.get<Article>(`/articles/${segment(article.id)}`));
          }}
        />
      )}
      {sets && article.category && <Rule category={article.category} onChange={read.again} />}
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
  return (
    <>
      <p>{words("approval_wanted")}</p>
      {mayEdit && own && <p class="staff-hint">{words("approval_own")}</p>}
      {mayEdit && !own && !editing.dirty.value && (
        <Button small onClick={() => void tellResult(toasts, words, words("approval_done"), approve)}>
          {words("approval_give")}
        </Button>
      )}
    </>
  );
}

function Rule({ category, onChange }: { category: string; onChange: () => void }): JSX.Element | null {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const place = "/approval-categories";
  const read = useRead(() => api.get<ApprovalCategories>(place), category, words);
  if (!read.value) return null;
  const { categories } = read.value;
  const change = async (demanded: boolean): Promise<void> => {
    const others = categories.filter((each) => each !== category);
    const wanted = { categories: demanded ? [...others, category] : others };
    read.put(await api.put<ApprovalCategories>(place, wanted));
    onChange();
  };
  return (
    <label class="staff-check">
      <input
        type="checkbox"
        checked={categories.includes(category)}
        onChange={(event) => {
          const demanded = event.currentTarget.checked;
          void tellResult(toasts, words, words("care_saved"), () => change(demanded)).then(
            (done) => done || read.again(),
          );
        }}
      />
      {words("approval_rule", { category })}
    </label>
  );
}
