/** Who may read this article: said at once for one that is stored, and with the first save for a new one. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Article } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { tellResult } from "../../shared/staff/tell-result";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import type { ArticleAudience } from "../list/filter";
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
    void tellResult(toasts, words, words("audience_saved"), async () => {
      editing.takeCare(await api.patch<Article>(`/articles/${segment(stored.id)}/care`, { audience }));
    }).then(() => (chosen.value = null));
  };
  const shown = chosen.value ?? stored?.audience ?? editing.newAudience.value;
  return <AudienceField value={shown} readOnly={readOnly} onChange={choose} />;
}
