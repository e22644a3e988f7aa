/**
 * Who may read this article: said with the first save for a new one, and at once for one that is stored. Showing what
 * is live to more people is like publishing it, so what that would change is shown first.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Article } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { tellResult } from "../../shared/staff/tell-result";
import type { Editing } from "../article/editing";
import { checkFirst } from "../consequences/checking";
import { useEditor } from "../context";
import { type ArticleAudience, isWider } from "../list/filter";
import { useEditorWords } from "../messages";
import { AudienceField } from "./field";

export function ArticleAudienceField({
  editing,
  readOnly,
}: {
  editing: Editing;
  readOnly: boolean;
}): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  // What is chosen is shown until the server has answered, and then what the server says.
  const chosen = useSignal<ArticleAudience | null>(null);
  const stored = editing.stored.value;
  const choose = (audience: ArticleAudience): void => {
    if (stored === null) {
      editing.newAudience.value = audience;
      return;
    }
    chosen.value = audience;
    if (stored.published_version !== null && isWider(audience, stored.audience)) {
      const change = { action: "widen", article_id: stored.id, audience } as const;
      checkFirst(
        [change],
        () => store(stored.id, audience),
        () => (chosen.value = null),
      );
    } else store(stored.id, audience);
  };
  const store = (id: string, audience: ArticleAudience): void => {
    void tellResult(toasts, words, words("audience_saved"), async () => {
      editing.takeCare(await api.patch<Article>(`/articles/${segment(id)}/care`, { audience }));
    }).then(() => (chosen.value = null));
  };
  const shown = chosen.value ?? stored?.audience ?? editing.newAudience.value;
  return <AudienceField value={shown} readOnly={readOnly} onChange={choose} />;
}
