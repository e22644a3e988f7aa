/** The editor after sign-in: the bar, and the list or article named by the address. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { failureText } from "../shared/staff/failure";
import { LanguageChoice } from "../shared/staff/language";
import type { PageProps } from "../shared/staff/mount";
import { hasRole } from "../shared/staff/roles";
import { hrefOf, route } from "../shared/staff/route";
import type { Session } from "../shared/staff/sign-in/session";
import { ArticlePageView } from "./article/article";
import { ConsequencesDialog } from "./consequences/dialog";
import { type EditorContext, EditorProvider, useEditor } from "./context";
import { FindingsPage } from "./findings/page";
import { GoldenPage } from "./golden/page";
import { GreetingPage, LostFromGreeting } from "./greeting/page";
import { ImportPage } from "./import/page";
import { ListPage } from "./list/list";
import { useEditorWords } from "./messages";
import { SensitivePage } from "./sensitive/sensitive";
import { UnansweredPage } from "./unanswered/unanswered";

export const NEW = "new";

export function Editor({ session, me, toasts }: PageProps): JSX.Element {
  const context = useMemo<EditorContext>(
    () => ({
      api: session.api,
      me,
      toasts,
      mayEdit: hasRole(me, "editor"),
    }),
    [session, me, toasts],
  );
  const { section, id } = route.value;
  return (
    <EditorProvider value={context}>
      <div class="staff-frame">
        <div>
          <Bar session={session} />
          <LostFromGreeting />
        </div>
        {section === "articles" && id ? (
          <ArticlePageView key={id} id={id === NEW ? null : id} />
        ) : section === "unanswered" ? (
          <UnansweredPage />
        ) : section === "import" ? (
          <ImportPage />
        ) : section === "golden" ? (
          <GoldenPage />
        ) : section === "findings" ? (
          <FindingsPage />
        ) : section === "greeting" ? (
          <GreetingPage />
        ) : section === "sensitive" ? (
          <SensitivePage />
        ) : (
          <ListPage />
        )}
        <ConsequencesDialog />
      </div>
    </EditorProvider>
  );
}

function Bar({ session }: { session: Session }): JSX.Element {
  const words = useEditorWords();
  const { me, toasts } = useEditor();
  const { section, id } = route.value;
  const page = (name: string, label: string): JSX.Element => {
    const here = id === null && (section || "articles") === name;
    return (
      <a href={hrefOf(name)} aria-current={here ? "page" : undefined}>
        {label}
      </a>
    );
  };
  const edits = me.roles.some((role) => role === "editor" || role === "admin");
  const sees = me.roles.some((role) => role !== "agent");
  const signOut = (): Promise<void> =>
    session.signOut().catch((error: unknown) => toasts.fail(failureText(error, words)));
  return (
    <header class="staff-bar">
      <button type="button" class="staff-skip" onClick={() => document.getElementById("content")?.focus()}>
        {words("skip_to_content")}
      </button>
      <span class="staff-brand">{words("product")}</span>
      <nav aria-label={words("nav_label")}>
        {page("articles", words("nav_articles"))}
        {edits && page("import", words("nav_import"))}
        {sees && page("unanswered", words("nav_unanswered"))}
        {sees && page("golden", words("nav_checks"))}
        {sees && page("greeting", words("nav_greeting"))}
        {sees && page("sensitive", words("nav_sensitive"))}
        {hasRole(me, "agent") && <a href="/console">{words("nav_console")}</a>}
      </nav>
      <span class="staff-spring" />
      <bdi class="staff-hint bar-name">{me.name}</bdi>
      <LanguageChoice />
      <button type="button" class="button button-quiet button-small" onClick={() => void signOut()}>
        {words("sign_out")}
      </button>
    </header>
  );
}
