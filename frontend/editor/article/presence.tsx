/** Says who else has the article open, and that somebody has saved or published it meanwhile. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Article, Editing as EditingNews } from "../../shared/api/contract";
import { Banner, Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import type { Editing } from "./editing";

const EVERY_MS = 15_000;

export function Presence({ editing, id }: { editing: Editing; id: string }): JSX.Element {
  const words = useEditorWords();
  const { toasts } = useEditor();
  const { news, about } = useNews(editing, id);
  const stored = editing.stored.value;
  // What was heard before one's own last step is no news of somebody else's.
  const known = news !== null && stored !== null && about === stateOf(stored);
  const newer = known && news.version > stored.version;
  const published = known && !newer && news.published_version !== stored.published_version;
  const catchUp = (): void => {
    editing.catchUp().catch((error: unknown) => toasts.fail(failureText(error, words)));
  };
  return (
    <>
      {(newer || published) && news && (
        <Banner tone="warning">
          {words(newer ? "presence_saved" : "presence_published", {
            name: news.updated_by,
            version: newer ? news.version : (news.published_version ?? 0),
          })}
          <Button small onClick={catchUp}>
            {words("presence_show")}
          </Button>
        </Banner>
      )}
      {news?.others.map(({ name, changing }) => (
        <Banner key={name} tone="info">
          {words(changing ? "presence_editing" : "presence_open", { name })}
        </Banner>
      ))}
    </>
  );
}

interface Heard {
  readonly news: EditingNews | null;
  /** The state of the article that this page knew when it asked. */
  readonly about: string;
}

function stateOf(article: Article | null): string {
  return `${article?.version ?? 0}, ${article?.published_version ?? 0}`;
}

function useNews(editing: Editing, id: string): Heard {
  const { api } = useEditor();
  const heard = useSignal<Heard>({ news: null, about: "" });
  const changing = editing.dirty.value;
  const about = stateOf(editing.stored.value);
  const path = `/articles/${segment(id)}/editing`;
  useEffect(() => {
    const tell = (): void => {
      if (document.hidden) return;
      api
        .put<EditingNews>(path, { changing })
        .then((news) => {
          heard.value = { news, about };
        })
        .catch(() => undefined);
    };
    tell();
    const timer = setInterval(tell, EVERY_MS);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [path, changing, about]);
  useEffect(() => () => void api.delete(path).catch(() => undefined), [path]);
  return heard.value;
}
