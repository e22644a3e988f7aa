/** Undoing a publication: from the notice right after it, and from the history. */
import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Article, PublicationList } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { type Client, segment } from "../../shared/http";
import type { ToastAction, Toasts } from "../../shared/staff/dialog/toast";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { type EditorWords, useEditorWords } from "../messages";

interface Tools {
  readonly api: Client;
  readonly toasts: Toasts;
  readonly words: EditorWords;
}

/** The article whose publication was undone last, with a number that grows; open pages of it load it anew. */
const undone = signal<{ id: string; number: number }>({ id: "", number: 0 });

/** Keeps an open article up to date with what is undone from a notice, which may belong to an earlier page. */
export function useUndone(editing: Editing): void {
  const { id, number } = undone.value;
  useEffect(() => {
    if (number > 0 && editing.stored.peek()?.id === id) void editing.load().catch(() => undefined);
  }, [number]);
}

/** The button of the notice after a publication or an archival. */
export function undoAction(editing: Editing, tools: Tools): ToastAction {
  return { label: tools.words("undo_publication"), run: () => void undo(editing, tools) };
}

/** Names what customers get now as this page knows it: if somebody was faster, nothing is undone. */
async function undo(editing: Editing, { api, toasts, words }: Tools): Promise<boolean> {
  const stored = editing.stored.peek();
  if (!stored) return false;
  try {
    const place = `/articles/${segment(stored.id)}/publications/undo`;
    const article = await api.post<Article>(place, { published_version: stored.published_version ?? null });
    const version = article.published_version;
    toasts.tell(version === null ? words("undone_to_none") : words("undone_to", { version }));
    undone.value = { id: article.id, number: undone.peek().number + 1 };
    return true;
  } catch (error) {
    toasts.fail(failureText(error, words));
    return false;
  }
}

/** Stands in the history: what undoing the last publication would bring back. */
export function UndoPublication({
  editing,
  article,
  onDone,
}: {
  editing: Editing;
  article: Article;
  onDone: () => void;
}): JSX.Element | null {
  const words = useEditorWords();
  const { api, toasts, mayEdit } = useEditor();
  const busy = useSignal(false);
  const place = `/articles/${segment(article.id)}/publications`;
  const read = useRead(() => api.get<PublicationList>(place), "", words);
  const back = read.value?.undo;
  if (!back || !mayEdit) return null;
  const run = async (): Promise<void> => {
    busy.value = true;
    if (await undo(editing, { api, toasts, words })) onDone();
    busy.value = false;
  };
  return (
    <p class="staff-row undo-publication">
      <span class="staff-hint">
        {back.version === null
          ? words("undo_would_remove")
          : words("undo_would_bring", { version: back.version })}
      </span>
      <Button small busy={busy.value} onClick={() => void run()}>
        {words("undo_publication")}
      </Button>
    </p>
  );
}
