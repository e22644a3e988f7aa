/** The Markdown text of an article with its toolbar, beside the preview. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Spinner } from "../../shared/components/basics";
import { articleDirection, directionOf } from "../../shared/languages";
import { useDeferred } from "../article/deferred";
import { type Editing, goingOn } from "../article/editing";
import { useEditorWords } from "../messages";
import { ImageDialog } from "./image-dialog";
import { LinkDialog } from "./link-dialog";
import { type Edited, picture } from "./markdown-edit";
import { markdownOf, picturesOf, tableOf } from "./paste";
import { Preview } from "./preview";
import type { TextView } from "./text-view";
import { type Edit, TOOLS, Toolbar } from "./toolbar";

/** A dialog and the selection that it was opened on. */
type Asking = { readonly kind: "link" } | { readonly kind: "image"; readonly file: File | null };

export function BodyField({ editing, readOnly }: { editing: Editing; readOnly: boolean }): JSX.Element {
  const words = useEditorWords();
  const body = editing.fields.value.body;
  const locale = editing.locale.value;
  const view = useRef<TextView | null>(null);
  const line = useSignal(0);
  const asking = useSignal<Asking | null>(null);
  const shown = useDeferred(body);
  // While a dialog is open, nothing behind it can have the focus.
  const wasAsking = useRef(false);
  useEffect(() => {
    if (wasAsking.current && asking.value === null) view.current?.focus();
    wasAsking.current = asking.value !== null;
  }, [asking.value]);

  useEffect(() => {
    editing.selected = () => selectionOf(view.current);
    editing.caret = () => (view.current?.isFocused() ? view.current.current() : null);
  }, [editing]);

  const edit = (change: Edit): void => {
    const now = view.current;
    if (now && !readOnly) now.apply(change(now.current()));
  };
  const insert = (markdown: string): void => {
    asking.value = null;
    edit(({ text, start, end }) => {
      const after = start + markdown.length;
      return { text: text.slice(0, start) + markdown + text.slice(end), start: after, end: after };
    });
  };
  const insertPicture = (markdown: string): void => {
    asking.value = null;
    edit((edited) => picture(edited, markdown));
  };
  usePictureBeside((file) => {
    if (!readOnly && asking.peek() === null) asking.value = { kind: "image", file };
  });
  return (
    <section class="body-section">
      <div class="body-side">
        <span class="field-label" aria-hidden="true">
          {words("body")}
        </span>
        {!readOnly && (
          <Toolbar
            onEdit={edit}
            onLink={() => (asking.value = { kind: "link" })}
            onImage={() => (asking.value = { kind: "image", file: null })}
          />
        )}
        <TextField
          key={locale}
          editing={editing}
          readOnly={readOnly}
          view={view}
          onScroll={(top) => (line.value = top)}
          onAsk={(next) => (asking.value = next)}
          onEdit={edit}
        />
        <span class="staff-hint">{words("body_hint")}</span>
      </div>
      <Preview text={shown} locale={locale} direction={articleDirection(locale)} line={line.value} />
      {asking.value?.kind === "link" && (
        <LinkDialog
          selected={selectionOf(view.current)}
          own={{ id: editing.stored.value?.id ?? null, body, locale }}
          onInsert={insert}
          onClose={() => (asking.value = null)}
        />
      )}
      {asking.value?.kind === "image" && (
        <ImageDialog
          file={asking.value.file}
          onInsert={insertPicture}
          onClose={() => (asking.value = null)}
        />
      )}
    </section>
  );
}

/** What is dropped beside the text is meant for it; the browser would leave the page to show it. */
function usePictureBeside(take: (file: File) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const brings = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent): void => {
      if (brings(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (event.defaultPrevented || !brings(event)) return;
      event.preventDefault();
      const file = picturesOf(event.dataTransfer)[0];
      if (file) latest.current(file);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, []);
}

interface TextFieldProps {
  editing: Editing;
  readOnly: boolean;
  view: { current: TextView | null };
  onScroll: (line: number) => void;
  onAsk: (asking: Asking) => void;
  onEdit: (edit: Edit) => void;
}

/** Loads the component when an article is opened; a plain field takes its place if that fails. */
function TextField({ editing, readOnly, view, onScroll, onAsk, onEdit }: TextFieldProps): JSX.Element {
  const words = useEditorWords();
  const host = useRef<HTMLDivElement>(null);
  const state = useSignal<"loading" | "ready" | "failed">("loading");
  const body = editing.fields.value.body;
  const locale = editing.locale.peek();

  useEffect(() => {
    let gone = false;
    import("./text-view")
      .then(({ openTextView }) => {
        if (gone || !host.current) return;
        view.current = openTextView(host.current, {
          text: editing.fields.peek().body,
          readOnly,
          label: words("body"),
          description: words("body_leave"),
          locale,
          direction: directionOf(locale),
          onChange: (text) => editing.change({ body: text }),
          onScroll,
          onFiles: (files) => {
            onAsk({ kind: "image", file: files[0] ?? null });
            return true;
          },
          pasted: (html, text) => tableOf(text) ?? (html ? markdownOf(html) || null : null),
          shortcuts: {
            ...Object.fromEntries(
              TOOLS.filter(({ shortcut }) => shortcut).map((tool) => [
                `Mod-${tool.shortcut}`,
                () => onEdit((edited) => tool.edit(edited, words)),
              ]),
            ),
            "Mod-k": () => !readOnly && onAsk({ kind: "link" }),
          },
        });
        goOn(view.current, editing);
        state.value = "ready";
      })
      .catch(() => {
        state.value = "failed";
      });
    return () => {
      gone = true;
      view.current?.destroy();
      view.current = null;
    };
  }, []);
  // Discarding, a restored version and a merge change the text from outside. What was rendered may be older than what
  // is typed by now, so the newest text counts.
  useEffect(() => view.current?.follow(editing.fields.peek().body), [body, state.value]);

  if (state.value === "failed") {
    return (
      <textarea
        class="input body-text"
        aria-label={words("body")}
        readOnly={readOnly}
        lang={locale}
        dir={articleDirection(locale)}
        value={body}
        onInput={(event) => editing.change({ body: event.currentTarget.value })}
      />
    );
  }
  return (
    <div class="body-text body-host" ref={host}>
      {state.value === "loading" && <Spinner label={words("loading")} />}
    </div>
  );
}

/** Puts the cursor where it was in the new article, before this page of it. */
function goOn(view: TextView, editing: Editing): void {
  const { id, at } = goingOn;
  const { text } = view.current();
  goingOn.at = null;
  if (at && id === editing.stored.peek()?.id && at.end <= text.length)
    view.apply({ text, start: at.start, end: at.end });
}

function selectionOf(view: TextView | null): string {
  const edited: Edited = view?.current() ?? { text: "", start: 0, end: 0 };
  return edited.text.slice(edited.start, edited.end);
}
