/** The article's title, state and buttons; always visible. Ctrl+S saves. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { go, hrefOf } from "../../shared/staff/route";
import { ScheduleDialog } from "../care/schedule";
import { type Change, checkFirst } from "../consequences/checking";
import { useEditor } from "../context";
import { watchingGreeting } from "../greeting/greeting";
import { HistoryDialog } from "../history/history";
import { StateBadges } from "../list/list";
import { useEditorWords } from "../messages";
import { undoAction } from "../publications/undo";
import { adoptQuestions } from "../try-out/kept-questions";
import { type Editing, goingOn } from "./editing";

type Opened = "history" | "archive" | "schedule" | null;

export function ArticleHeader({ editing }: { editing: Editing }): JSX.Element {
  const words = useEditorWords();
  const { mayEdit } = useEditor();
  const opened = useSignal<Opened>(null);
  const stored = editing.stored.value;
  const title = editing.fields.value.title || words("untitled");
  const close = (): void => {
    opened.value = null;
  };
  return (
    <header class="article-header">
      <a class="button button-quiet button-icon" href={hrefOf("articles")} aria-label={words("back_to_list")}>
        ←
      </a>
      <div class="article-who">
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <p class="article-state">
          {stored && <StateBadges article={stored} words={words} />}
          {stored && <span class="staff-hint">{words("version_short", { version: stored.version })}</span>}
          <span class="staff-hint" role="status">
            {words(editing.dirty.value ? "unsaved" : "saved_all")}
          </span>
        </p>
      </div>
      <div class="staff-row">
        {mayEdit && <Steps editing={editing} onArchive={() => (opened.value = "archive")} />}
        {stored && mayEdit && editing.unpublished.value && (
          <Button look="quiet" onClick={() => (opened.value = "schedule")}>
            {words("schedule")}
          </Button>
        )}
        {stored && (
          <Button look="quiet" onClick={() => (opened.value = "history")}>
            {words("history")}
          </Button>
        )}
      </div>
      {opened.value === "history" && stored && (
        <HistoryDialog editing={editing} article={stored} onClose={close} />
      )}
      {opened.value === "schedule" && stored && (
        <ScheduleDialog editing={editing} article={stored} onClose={close} />
      )}
      {opened.value === "archive" && <ArchiveDialog editing={editing} title={title} onClose={close} />}
    </header>
  );
}

function Steps({ editing, onArchive }: { editing: Editing; onArchive: () => void }): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const busy = useSignal<"save" | "publish" | null>(null);
  const stored = editing.stored.value;

  async function run(step: "save" | "publish"): Promise<void> {
    const lacking = whatLacks(editing);
    if (lacking || busy.peek()) {
      if (lacking) toasts.fail(words(lacking));
      return;
    }
    const isNew = editing.stored.peek() === null;
    busy.value = step;
    try {
      const done = await (step === "save" ? editing.save() : watchingGreeting(api, () => editing.publish()));
      const version = editing.stored.peek()?.version ?? 0;
      if (done)
        toasts.tell(
          step === "publish" ? words("published") : isNew ? words("created") : words("saved", { version }),
          step === "publish" ? undoAction(editing, { api, toasts, words }) : undefined,
        );
      const id = editing.stored.peek()?.id;
      if (isNew && id) {
        adoptQuestions(id);
        Object.assign(goingOn, { id, at: editing.caret() });
        go("articles", id);
      }
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = null;
  }

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (editing.dirty.peek()) void run("save");
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [editing]);

  return (
    <>
      <Button
        title="Ctrl+S"
        busy={busy.value === "save"}
        disabled={!editing.dirty.value || busy.value !== null}
        onClick={() => void run("save")}
      >
        {words("save")}
      </Button>
      <Button
        look="primary"
        busy={busy.value === "publish"}
        disabled={!editing.unpublished.value || busy.value !== null}
        title={editing.unpublished.value ? undefined : words("published_same")}
        onClick={() =>
          whatLacks(editing)
            ? void run("publish")
            : checkFirst([publicationOf(editing)], () => void run("publish"))
        }
      >
        {words("publish")}
      </Button>
      {stored && stored.state !== "archived" && (
        <Button look="quiet" onClick={onArchive}>
          {words("archive")}
        </Button>
      )}
    </>
  );
}

function publicationOf(editing: Editing): Change {
  const { article_id, ...draft } = editing.draft();
  const which = article_id ? { article_id } : { audience: editing.newAudience.peek() };
  return { action: "publish", draft, ...which };
}

/** An article that customers do not get is archived at once. */
function archiveAfterCheck(editing: Editing, archive: () => Promise<void>): void {
  const stored = editing.stored.peek();
  if (stored?.state === "published")
    checkFirst([{ action: "remove", article_id: stored.id }], () => void archive());
  else void archive();
}

export function whatLacks(editing: Editing): "title_needed" | "body_needed" | null {
  if (editing.fields.peek().title.trim() === "") return "title_needed";
  return editing.fields.peek().body.trim() === "" ? "body_needed" : null;
}

function ArchiveDialog(props: { editing: Editing; title: string; onClose: () => void }): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const archive = async (): Promise<void> => {
    try {
      if (await watchingGreeting(api, () => props.editing.archive()))
        toasts.tell(words("archived"), undoAction(props.editing, { api, toasts, words }));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    props.onClose();
  };
  return (
    <Dialog title={words("archive_title", { title: props.title })} onClose={props.onClose}>
      <p>{words("archive_text")}</p>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={props.onClose}>
          {words("cancel")}
        </Button>
        <Button look="danger" onClick={() => archiveAfterCheck(props.editing, archive)}>
          {words("archive")}
        </Button>
      </div>
    </Dialog>
  );
}
