/** What the toolbar does to a text and its selection, independent of the page. */

export interface Edited {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Adds marks around the selection, or removes them. */
export function wrap(edited: Edited, mark: string, sample: string): Edited {
  const { text, start, end } = edited;
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (before.endsWith(mark) && after.startsWith(mark)) {
    const stripped = before.slice(0, -mark.length) + text.slice(start, end) + after.slice(mark.length);
    return { text: stripped, start: start - mark.length, end: end - mark.length };
  }
  const inner = text.slice(start, end) || sample;
  return {
    text: before + mark + inner + mark + after,
    start: start + mark.length,
    end: start + mark.length + inner.length,
  };
}

/** Adds `prefix` to each selected line, or removes it if every line has it. */
export function prefixLines(edited: Edited, prefix: (index: number) => string, known: RegExp): Edited {
  const from = edited.text.lastIndexOf("\n", edited.start - 1) + 1;
  const next = edited.text.indexOf("\n", Math.max(edited.start, edited.end - 1));
  const to = next === -1 ? edited.text.length : next;
  const lines = edited.text.slice(from, to).split("\n");
  const marked = lines.every((line) => known.test(line));
  const changed = lines
    .map((line, index) => (marked ? line.replace(known, "") : prefix(index) + line.replace(known, "")))
    .join("\n");
  return {
    text: edited.text.slice(0, from) + changed + edited.text.slice(to),
    start: from,
    end: from + changed.length,
  };
}

export function link(edited: Edited, sample: string): Edited {
  const label = edited.text.slice(edited.start, edited.end) || sample;
  const address = "https://";
  const text = `${edited.text.slice(0, edited.start)}[${label}](${address})${edited.text.slice(edited.end)}`;
  const start = edited.start + label.length + 3;
  return { text, start, end: start + address.length };
}

/** Inserts a separate block, with empty lines around it. */
export function block(edited: Edited, content: string): Edited {
  const before = edited.text.slice(0, edited.start).replace(/\n*$/, "");
  const after = edited.text.slice(edited.end).replace(/^\n*/, "");
  const head = before === "" ? "" : `${before}\n\n`;
  return { text: `${head}${content}\n\n${after}`, start: head.length, end: head.length + content.length };
}

/** Stands by itself, but for one in a table, a list or a quotation, which stays in its line. */
export function picture(edited: Edited, markdown: string): Edited {
  const { text, start, end } = edited;
  if (!INSIDE.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))) return block(edited, markdown);
  const after = start + markdown.length;
  return { text: text.slice(0, start) + markdown + text.slice(end), start: after, end: after };
}

const INSIDE = /^\s*(?:[|>]|[-*+]\s|\d+[.)]\s)/;
