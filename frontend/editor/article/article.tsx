/** One article: its fields, its text with a live preview, test questions, and publishing. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Banner, Button, Spinner } from "../../shared/components/basics";
import { ApiError } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { CareDetails } from "../care/details";
import { Comments } from "../comments/panel";
import { useEditor } from "../context";
import { FoundPanel } from "../found/panel";
import { useEditorWords } from "../messages";
import { useUndone } from "../publications/undo";
import { TryOut } from "../try-out/try-out";
import { ArticleUse } from "../use/use";
import { BodyField } from "../writing/body-field";
import { ArticleHeader } from "./article-header";
import { ConflictDialog } from "./conflict";
import { Editing } from "./editing";
import { ArticleFields } from "./fields";
import { LeaveGuard } from "./leave-guard";
import { Presence } from "./presence";

export function ArticlePageView({ id }: { id: string | null }): JSX.Element {
  const words = useEditorWords();
  const { api, me, toasts, mayEdit } = useEditor();
  const editing = useMemo(() => new Editing(api, me.id, id), [api, me, id]);
  const loading = useSignal(id !== null);
  const missing = useSignal(false);

  useEffect(() => {
    editing
      .load()
      .catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404) missing.value = true;
        else toasts.fail(failureText(error, words));
      })
      .finally(() => {
        loading.value = false;
      });
  }, [editing]);
  useUndone(editing);
  const title = editing.fields.value.title || words("untitled");
  useEffect(() => {
    document.title = `${title} · ${words("product")}`;
  }, [title, words]);

  if (loading.value || missing.value || (id !== null && !editing.stored.value)) {
    return (
      <main id="content" class="staff-page" tabIndex={-1}>
        <p class="staff-empty">
          {missing.value ? words("article_missing") : loading.value && <Spinner label={words("loading")} />}
        </p>
      </main>
    );
  }
  const stored = editing.stored.value;
  return (
    <main id="content" class="article-page" tabIndex={-1}>
      <ArticleHeader editing={editing} />
      {id !== null && mayEdit && <Presence editing={editing} id={id} />}
      {editing.restored.value && editing.dirty.value && <RestoredBanner editing={editing} />}
      <div class="article-content">
        <ArticleFields editing={editing} readOnly={!mayEdit} />
        {stored && <CareDetails editing={editing} article={stored} />}
        <BodyField editing={editing} readOnly={!mayEdit} />
        {id !== null && stored && <Comments editing={editing} id={id} />}
        <FoundPanel editing={editing} />
        <TryOut editing={editing} />
        {id !== null && me.roles.some((role) => role !== "agent") && <ArticleUse id={id} />}
      </div>
      {editing.conflict.value && <ConflictDialog editing={editing} theirs={editing.conflict.value} />}
      <LeaveGuard editing={editing} />
    </main>
  );
}

function RestoredBanner({ editing }: { editing: Editing }): JSX.Element {
  const words = useEditorWords();
  return (
    <Banner tone="info">
      {words("restored_unsaved")}
      <Button small onClick={() => editing.discard()}>
        {words("discard_changes")}
      </Button>
    </Banner>
  );
}
