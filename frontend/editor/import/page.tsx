/** The Import page: articles from files or from a site. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Imports } from "../../shared/staff/imports/imports";
import { hrefOf } from "../../shared/staff/route";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

export function ImportPage(): JSX.Element {
  const words = useEditorWords();
  const { api, toasts, mayEdit } = useEditor();
  useEffect(() => {
    document.title = `${words("import_title")} · ${words("product")}`;
  }, [words]);
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("import_title")}</h1>
        <p class="staff-hint">{words("import_intro")}</p>
        {mayEdit ? (
          <Imports api={api} toasts={toasts} articleHref={(id) => hrefOf("articles", id)} />
        ) : (
          <p class="staff-notice">{words("read_only")}</p>
        )}
      </div>
    </main>
  );
}
