/** The buttons above the text, each for something that Markdown can say. */
import type { JSX } from "preact";
import { type EditorWords, useEditorWords } from "../messages";
import type { EditorKey } from "../messages/en";
import { block, type Edited, prefixLines, wrap } from "./markdown-edit";

export type Edit = (edited: Edited) => Edited;

interface Tool {
  readonly key: EditorKey;
  readonly mark: string;
  readonly shortcut?: string;
  readonly edit: (edited: Edited, words: EditorWords) => Edited;
}

export const TOOLS: readonly Tool[] = [
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
  { key: "tool_quote", mark: "❝", edit: (edited) => prefixLines(edited, () => "> ", /^> ?/) },
  { key: "tool_table", mark: "▦", edit: (edited, words) => block(edited, emptyTable(words)) },
];

interface ToolbarProps {
  onEdit: (edit: Edit) => void;
  onLink: () => void;
  onImage: () => void;
}

export function Toolbar({ onEdit, onLink, onImage }: ToolbarProps): JSX.Element {
  const words = useEditorWords();
  return (
    <div class="toolbar" role="toolbar" aria-label={words("toolbar")}>
      {TOOLS.map(({ key, mark, shortcut, edit }) => (
        <ToolButton
          key={key}
          label={words(key)}
          mark={mark}
          shortcut={shortcut}
          onClick={() => onEdit((edited) => edit(edited, words))}
        />
      ))}
      <ToolButton label={words("tool_link")} mark="↗" shortcut="k" onClick={onLink} />
      <ToolButton label={words("tool_image")} mark="▣" onClick={onImage} />
    </div>
  );
}

interface ToolButtonProps {
  label: string;
  mark: string;
  shortcut?: string | undefined;
  onClick: () => void;
}

function ToolButton({ label, mark, shortcut, onClick }: ToolButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      title={shortcut ? `${label} (Ctrl+${shortcut.toUpperCase()})` : label}
      onClick={onClick}
    >
      <span aria-hidden="true">{mark}</span>
      <span class="visually-hidden">{label}</span>
    </button>
  );
}

function emptyTable(words: EditorWords): string {
  const [column, cell] = [words("tool_sample_column"), words("tool_sample_cell")];
  return `| ${column} 1 | ${column} 2 |\n| --- | --- |\n| ${cell} | ${cell} |`;
}
