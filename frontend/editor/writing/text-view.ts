/**
 * The text field of an article: CodeMirror, which keeps Markdown as it is written, byte for byte.
 *
 * It stands in a shadow root, because it brings its styles along and the page's policy takes none that are inline. Tab
 * moves on from the field as everywhere, but in a table to the next cell; Escape and then Tab leave in any case.
 */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Transaction } from "@codemirror/state";
import { type Command, EditorView, type KeyBinding, keymap } from "@codemirror/view";
import type { Edited } from "./markdown-edit";
import { picturesOf } from "./paste";
import { nextCell } from "./table-keys";

export interface TextOptions {
  readonly text: string;
  readonly readOnly: boolean;
  readonly label: string;
  readonly description: string;
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly onChange: (text: string) => void;
  /** The line at the top of what is seen, from 0, with the part of it that is scrolled away. */
  readonly onScroll: (line: number) => void;
  /** Returns whether it has taken the files. */
  readonly onFiles: (files: readonly File[]) => boolean;
  /** What is pasted as Markdown; null to paste it as it is. */
  readonly pasted: (html: string, text: string) => string | null;
  readonly shortcuts: Record<string, () => void>;
}

export interface TextView {
  readonly focus: () => void;
  readonly isFocused: () => boolean;
  readonly current: () => Edited;
  /** Changes what differs, as one step that can be undone, and selects. */
  readonly apply: (edited: Edited) => void;
  /** Takes over a text from elsewhere and keeps the cursor where it can. */
  readonly follow: (text: string) => void;
  readonly destroy: () => void;
}

const THEME = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { overflow: "auto", fontFamily: "var(--font-mono)", lineHeight: "1.6" },
  ".cm-content": {
    fontSize: "var(--text-sm)",
    padding: "var(--space-2) var(--space-1)",
    caretColor: "var(--ink)",
    unicodeBidi: "plaintext",
  },
  ".cm-line": { unicodeBidi: "plaintext" },
});

/** The marks of the language's own style, in the page's colours: those fit light and dark. */
const MARKS = HighlightStyle.define(
  defaultHighlightStyle.specs.map(({ color, textDecoration, ...rest }) => ({
    ...rest,
    ...(color ? { color: "var(--accent-ink)" } : {}),
    ...(textDecoration === "line-through" ? { textDecoration } : {}),
  })),
);

export function openTextView(host: HTMLElement, options: TextOptions): TextView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: options.text, extensions: extensions(options) }),
  });
  view.scrollDOM.addEventListener("scroll", () => options.onScroll(topLine(view)), { passive: true });
  return {
    focus: () => view.focus(),
    isFocused: () => view.hasFocus,
    current: () => {
      const { from, to } = view.state.selection.main;
      return { text: view.state.doc.toString(), start: from, end: to };
    },
    apply: (edited) => {
      view.dispatch({
        changes: difference(view.state.doc.toString(), edited.text),
        selection: { anchor: edited.start, head: edited.end },
        scrollIntoView: true,
        userEvent: "input.format",
      });
      view.focus();
    },
    follow: (text) => {
      const now = view.state.doc.toString();
      if (now === text) return;
      view.dispatch({ changes: difference(now, text), annotations: Transaction.addToHistory.of(true) });
    },
    destroy: () => view.destroy(),
  };
}

function extensions(options: TextOptions) {
  const own: KeyBinding[] = Object.entries(options.shortcuts).map(([key, act]) => ({
    key,
    run: () => {
      act();
      return true;
    },
  }));
  return [
    history(),
    keymap.of([
      ...own,
      { key: "Tab", run: moveInTable(false), shift: moveInTable(true) },
      ...markdownKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    markdownLanguage,
    syntaxHighlighting(MARKS),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorState.readOnly.of(options.readOnly),
    EditorView.contentAttributes.of({
      "aria-label": options.label,
      "aria-description": options.description,
      ...(options.readOnly ? { "aria-readonly": "true" } : {}),
      tabindex: "0",
      lang: options.locale,
      dir: options.direction,
      spellcheck: "true",
      autocapitalize: "sentences",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({
      paste: (event, view) => !options.readOnly && take(event.clipboardData, view, options, event),
      drop: (event, view) => {
        const files = picturesOf(event.dataTransfer);
        if (options.readOnly || files.length === 0) return false;
        const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (position !== null) view.dispatch({ selection: { anchor: position } });
        event.preventDefault();
        return options.onFiles(files);
      },
    }),
    THEME,
  ];
}

function moveInTable(back: boolean): Command {
  return (view) => {
    const { main } = view.state.selection;
    const position = back ? main.from : main.to;
    // A table is a few lines: what is far away is not looked at.
    const line = view.state.doc.lineAt(position);
    if (!line.text.trimStart().startsWith("|")) return false;
    const move = nextCell(view.state.doc.toString(), position, back);
    if (!move || (move.insert && view.state.readOnly)) return false;
    view.dispatch({
      ...(move.insert ? { changes: { from: move.insert.at, insert: move.insert.text } } : {}),
      selection: { anchor: move.from, head: move.to },
      scrollIntoView: true,
      userEvent: move.insert ? "input" : "select",
    });
    return true;
  };
}

function take(data: DataTransfer | null, view: EditorView, options: TextOptions, event: Event): boolean {
  if (!data) return false;
  const [html, plain] = [data.getData("text/html"), data.getData("text/plain")];
  const files = picturesOf(data);
  if (files.length > 0 && plain.trim() === "" && options.onFiles(files)) {
    event.preventDefault();
    return true;
  }
  const markdown = options.pasted(html, plain);
  if (markdown === null) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(markdown), { scrollIntoView: true, userEvent: "input.paste" });
  return true;
}

function topLine(view: EditorView): number {
  const block = view.lineBlockAtHeight(view.scrollDOM.scrollTop);
  const line = view.state.doc.lineAt(block.from).number - 1;
  return line + Math.max(0, (view.scrollDOM.scrollTop - block.top) / Math.max(1, block.height));
}

/** Only what lies between the common beginning and the common end changes, so that cursor and undo stay sensible. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  const shorter = Math.min(before.length, after.length);
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
