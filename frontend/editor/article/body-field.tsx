/** The Markdown text with its toolbar, and a preview by the same renderer that customers get. */

import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { articleDirection } from "../../shared/languages";
import { Markdown } from "../../shared/markdown";
import { type EditorWords, useEditorWords } from "../messages";
import type { EditorKey } from "../messages/en";
import { useDeferred } from "./deferred";
import type { Editing } from "./editing";
import { block, type Edited, link, prefixLines, wrap } from "./markdown-edit";

type Edit = (edited: Edited, words: EditorWords) => Edited;

const TOOLS: readonly { key: EditorKey; mark: string; shortcut?: string; edit: Edit }[] = [
  { key: "tool_heading", mark: "H", edit: (edited) => prefixLines(edited, () => "## ", /^#{1,6} /) },
  {
    key: "tool_bold",
    mark: "B",
    shortcut: "b",
    edit: (edited, words) => wrap(edited, "**", words("tool_sample_text")),
  },
  {
    key: "tool_italic",
    mark: "I",
    shortcut: "i",
    edit: (edited, words) => wrap(edited, "*", words("tool_sample_text")),
  },
  { key: "tool_list", mark: "•", edit: (edited) => prefixLines(edited, () => "- ", /^[-*] /) },
  {
    key: "tool_steps",
    mark: "1.",
    edit: (edited) => prefixLines(edited, (index) => `${index + 1}. `, /^\d+\. /),
  },
  {
    key: "tool_link",
    mark: "↗",
    shortcut: "k",
    edit: (edited, words) => link(edited, words("tool_sample_text")),
  },
  { key: "tool_table", mark: "▦", edit: (edited, words) => block(edited, emptyTable(words)) },
];

export function BodyField({ editing, readOnly }: { editing: Editing; readOnly: boolean }): JSX.Element {
  const words = useEditorWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const body = editing.fields.value.body;
  const shown = useDeferred(body);
  const locale = editing.locale.value;
  const direction = articleDirection(locale);

  const apply = (edit: Edit): void => {
    const element = field.current;
    if (!element || readOnly) return;
    const edited = edit(
      { text: element.value, start: element.selectionStart, end: element.selectionEnd },
      words,
    );
    replaceText(element, edited.text);
    editing.change({ body: element.value });
    element.setSelectionRange(edited.start, edited.end);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = TOOLS.find(({ shortcut }) => shortcut === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    apply(tool.edit);
  };

  return (
    <section class="body-section">
      <div class="body-side">
        <label class="field-label" for={id}>
          {words("body")}
        </label>
        {!readOnly && <Toolbar words={words} controls={id} onTool={apply} />}
        <textarea
          ref={field}
          id={id}
          class="input body-text"
          readOnly={readOnly}
          spellcheck
          lang={locale}
          dir={direction}
          aria-describedby={`${id}-hint`}
          value={body}
          onInput={(event) => editing.change({ body: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <span class="staff-hint" id={`${id}-hint`}>
          {words("body_hint")}
        </span>
      </div>
      <div class="body-side">
        <h2 class="field-label" id={`${id}-preview`}>
          {words("preview")}
        </h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to get there */}
        <section class="body-preview" aria-labelledby={`${id}-preview`} tabIndex={0} lang={locale}>
          {shown.trim() === "" ? (
            <p class="staff-hint">{words("preview_empty")}</p>
          ) : (
            <Markdown text={shown} headings={2} direction={direction} />
          )}
        </section>
      </div>
    </section>
  );
}

interface ToolbarProps {
  words: EditorWords;
  controls: string;
  onTool: (edit: Edit) => void;
}

function Toolbar({ words, controls, onTool }: ToolbarProps): JSX.Element {
  return (
    <div class="toolbar" role="toolbar" aria-label={words("toolbar")} aria-controls={controls}>
      {TOOLS.map(({ key, mark, shortcut, edit }) => (
        <button
          key={key}
          type="button"
          class="tool"
          title={shortcut ? `${words(key)} (Ctrl+${shortcut.toUpperCase()})` : words(key)}
          onClick={() => onTool(edit)}
        >
          <span aria-hidden="true">{mark}</span>
          <span class="visually-hidden">{words(key)}</span>
        </button>
      ))}
    </div>
  );
}

/** Uses the browser's own editing command if there is one, so that undo works. */
function replaceText(element: HTMLTextAreaElement, text: string): void {
  element.focus();
  element.select();
  if (!document.execCommand?.("insertText", false, text)) element.value = text;
}

function emptyTable(words: EditorWords): string {
  const [column, cell] = [words("tool_sample_column"), words("tool_sample_cell")];
  return `| ${column} 1 | ${column} 2 |\n| --- | --- |\n| ${cell} | ${cell} |`;
}
