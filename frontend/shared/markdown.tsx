/**
 * Markdown to Preact nodes, never to HTML text: what is not understood stays visible as the plain text it is.
 *
 * Covers what articles and answers use: headings, paragraphs, lists, tables, quotes, code, emphasis and links. Links go to
 * http, https and mailto alone; images and raw HTML are shown as text. Time grows with the length of the text only.
 */
import type { ComponentChildren, JSX } from "preact";
import { inline } from "./markdown-inline";

const MAX_DEPTH = 8;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*)$/;
const RULE = /^ {0,3}([-*_])(?: *\1){2,} *$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(\s+)(.*)$/;
const DELIMITERS = /^ {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/;

export function Markdown({ text, headings = 3 }: { text: string; headings?: number }): JSX.Element {
  return <div class="markdown">{blocks(text.replace(/\r\n?/g, "\n").split("\n"), headings, 0)}</div>;
}

/** A reader of lines that each kind of block takes its own from. */
interface Lines {
  all: string[];
  at: number;
}

/** `headings` is the level that `#` becomes, so that a text keeps to the outline of the page around it. */
function blocks(all: string[], headings: number, depth: number): ComponentChildren[] {
  const lines: Lines = { all, at: 0 };
  const found: ComponentChildren[] = [];
  while (lines.at < all.length) {
    if (current(lines).trim() === "") lines.at += 1;
    else found.push(block(lines, headings, depth));
  }
  return found;
}

function block(lines: Lines, headings: number, depth: number): ComponentChildren {
  const line = current(lines);
  if (FENCE.test(line)) return fence(lines);
  if (HEADING.test(line)) return heading(lines, headings);
  if (RULE.test(line)) return takeRule(lines);
  if (depth < MAX_DEPTH && QUOTE.test(line)) return quote(lines, headings, depth);
  if (depth < MAX_DEPTH && ITEM.test(line)) return list(lines, headings, depth);
  if (startsTable(lines)) return table(lines);
  return paragraph(lines, depth);
}

function current(lines: Lines): string {
  return lines.all[lines.at] ?? "";
}

function fence(lines: Lines): JSX.Element {
  const mark = FENCE.exec(current(lines))?.[1] ?? "```";
  const start = lines.at + 1;
  lines.at = start;
  while (lines.at < lines.all.length && !current(lines).trimStart().startsWith(mark)) lines.at += 1;
  const code = lines.all.slice(start, lines.at).join("\n");
  lines.at += 1;
  return (
    <pre>
      <code>{code}</code>
    </pre>
  );
}

function heading(lines: Lines, headings: number): JSX.Element {
  const [, marks = "#", text = ""] = HEADING.exec(current(lines)) ?? [];
  lines.at += 1;
  const Level = `h${Math.min(6, headings + marks.length - 1)}` as "h3";
  return <Level>{inline(text.replace(/\s#+\s*$/, "").trim())}</Level>;
}

function takeRule(lines: Lines): JSX.Element {
  lines.at += 1;
  return <hr />;
}

function quote(lines: Lines, headings: number, depth: number): JSX.Element {
  const inner: string[] = [];
  while (lines.at < lines.all.length && QUOTE.test(current(lines))) {
    inner.push(current(lines).replace(QUOTE, ""));
    lines.at += 1;
  }
  return <blockquote>{blocks(inner, headings, depth + 1)}</blockquote>;
}

function list(lines: Lines, headings: number, depth: number): JSX.Element {
  const first = ITEM.exec(current(lines));
  const mark = first?.[2] ?? "-";
  const ordered = mark.length > 1;
  const items: JSX.Element[] = [];
  while (continuesList(lines, ordered)) items.push(item(lines, headings, depth));
  return ordered ? <ol start={Number.parseInt(mark, 10)}>{items}</ol> : <ul>{items}</ul>;
}

/** Blank lines between items do not end a list. */
function continuesList(lines: Lines, ordered: boolean): boolean {
  let at = lines.at;
  while (at < lines.all.length && lines.all[at]?.trim() === "") at += 1;
  const line = lines.all[at] ?? "";
  const match = ITEM.exec(line);
  const continues = match !== null && !RULE.test(line) && (match[2] ?? "").length > 1 === ordered;
  if (continues) lines.at = at;
  return continues;
}

/** One item: its first line, what is indented below it, and lazy continuation lines of its paragraph. */
function item(lines: Lines, headings: number, depth: number): JSX.Element {
  const [, indent = "", mark = "", gap = " ", text = ""] = ITEM.exec(current(lines)) ?? [];
  const width = indent.length + mark.length + Math.min(gap.length, 4);
  const inner = [text];
  let loose = false;
  lines.at += 1;
  while (lines.at < lines.all.length && belongsToItem(lines, width)) {
    const line = current(lines);
    loose ||= line.trim() === "";
    inner.push(
      line.startsWith(" ") ? line.slice(Math.min(width, line.length - line.trimStart().length)) : line,
    );
    lines.at += 1;
  }
  return <li>{loose ? blocks(inner, headings, depth + 1) : tight(inner, headings, depth)}</li>;
}

function belongsToItem(lines: Lines, width: number): boolean {
  const line = current(lines);
  const indent = line.length - line.trimStart().length;
  if (line.trim() === "") {
    const next = lines.all[lines.at + 1] ?? "";
    return next.trim() !== "" && next.length - next.trimStart().length >= Math.min(2, width);
  }
  return indent >= Math.min(2, width) || !startsBlock(line);
}

/** A short item stands without a paragraph around its text; what is nested in it follows as blocks. */
function tight(inner: string[], headings: number, depth: number): ComponentChildren {
  const nested = inner.findIndex((line, index) => index > 0 && startsBlock(line));
  const own = nested < 0 ? inner : inner.slice(0, nested);
  const rest = nested < 0 ? [] : inner.slice(nested);
  return [inline(own.join("\n").trim()), ...blocks(rest, headings, depth + 1)];
}

function startsBlock(line: string): boolean {
  return [FENCE, HEADING, RULE, QUOTE, ITEM].some((pattern) => pattern.test(line));
}

function startsTable(lines: Lines): boolean {
  const below = lines.all[lines.at + 1] ?? "";
  return current(lines).includes("|") && below.includes("-") && below.includes("|") && DELIMITERS.test(below);
}

function table(lines: Lines): JSX.Element {
  const head = cells(current(lines));
  const rows: string[][] = [];
  lines.at += 2;
  while (current(lines).includes("|")) {
    rows.push(cells(current(lines)));
    lines.at += 1;
  }
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th scope="col">{inline(cell)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {head.map((_, index) => (
                <td>{inline(row[index] ?? "")}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cells(line: string): string[] {
  const bare = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return bare.split("|").map((cell) => cell.trim());
}

function paragraph(lines: Lines, depth: number): JSX.Element {
  const inner = [current(lines)];
  lines.at += 1;
  while (lines.at < lines.all.length && continuesParagraph(lines, depth)) {
    inner.push(current(lines));
    lines.at += 1;
  }
  return <p>{inline(inner.join("\n").trim())}</p>;
}

function continuesParagraph(lines: Lines, depth: number): boolean {
  const line = current(lines);
  return line.trim() !== "" && (depth >= MAX_DEPTH || !startsBlock(line)) && !startsTable(lines);
}
