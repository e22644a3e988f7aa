/**
 * What is pasted as Markdown: text of web pages and of Word, and tables of spreadsheets.
 *
 * The browser parses the HTML into a document of its own, which runs nothing and loads nothing. Only its text is read
 * and written with Markdown's marks; an element that is not known gives its text, and a script gives nothing.
 */

const DROPPED = new Set(
  "script style head title meta link template noscript iframe object svg math button".split(" "),
);
const BLOCKS = new Set(
  "address article aside div dd dl dt fieldset figcaption figure footer form header main nav p section".split(
    " ",
  ),
);
const ALLOWED_LINK = /^(?:https?:\/\/|mailto:|tel:|\/help\/[^/]|#[^\s#])/i;
const LONGEST = 1_000_000;
const DEEPEST = 60;

interface Policy {
  createHTML: (text: string) => string;
}

interface Policies {
  createPolicy: (name: string, rules: Policy) => Policy;
}

let policy: Policy | null = null;

/** Empty if there is nothing in it. */
export function markdownOf(html: string): string {
  const parsed = new DOMParser().parseFromString(trusted(html.slice(0, LONGEST)), "text/html");
  return tidy(blocks(parsed.body, 0));
}

/** Rows of cells that are separated by tabs, as spreadsheets put them on the clipboard; null for any other text. */
export function tableOf(text: string): string | null {
  const rows = text
    .replace(/\r\n?/g, "\n")
    .replace(/\n+$/, "")
    .split("\n")
    .map((row) => row.split("\t"));
  const width = rows[0]?.length ?? 0;
  if (rows.length < 2 || width < 2 || rows.some((row) => row.length !== width)) return null;
  return table(rows.map((row) => row.map(cellText)));
}

/** Pages demand that HTML comes from a named place. A document without a window can do nothing with it. */
function trusted(html: string): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  if (!policies) return html;
  policy ??= policies.createPolicy("baton-paste", { createHTML: (text) => text });
  return policy.createHTML(html);
}

function blocks(parent: Node, depth: number): string {
  let written = "";
  let line = "";
  const flush = (): void => {
    if (line.trim()) written += `${line.replace(/[ \t]+/g, " ").trim()}\n\n`;
    line = "";
  };
  for (const node of parent.childNodes) {
    const block = node instanceof Element && depth < DEEPEST ? blockOf(node, depth) : null;
    if (block === null) {
      line += inline(node, depth);
      continue;
    }
    flush();
    if (block) written += `${block}\n\n`;
  }
  flush();
  return written.trimEnd();
}

/** Null for what stands in a line. */
function blockOf(element: Element, depth: number): string | null {
  const name = element.localName;
  const heading = /^h([1-6])$/.exec(name);
  if (heading) {
    const words = children(element, depth)
      .replace(/[*\s]+/g, " ")
      .trim();
    return words ? `${"#".repeat(Math.max(2, Number(heading[1])))} ${words}` : "";
  }
  if (name === "ul" || name === "ol") return list(element, depth);
  if (name === "table") return table([...rowsOf(element)].map((row) => cellsOf(row, depth)));
  if (name === "blockquote") return prefixed(blocks(element, depth + 1), "> ");
  if (name === "pre") return `\`\`\`\n${(element.textContent ?? "").replace(/\n+$/, "")}\n\`\`\``;
  if (name === "hr") return "---";
  if (name === "p" && isWordItem(element)) return wordItem(element, depth);
  if (BLOCKS.has(name) || hasBlocks(element)) return blocks(element, depth + 1);
  return null;
}

/** Such as the `<b>` that Google puts around everything. */
function hasBlocks(element: Element): boolean {
  return (
    !DROPPED.has(element.localName) && element.querySelector("p, ul, ol, table, h1, h2, h3, h4, div") !== null
  );
}

function inline(node: Node, depth: number): string {
  if (node.nodeType === Node.TEXT_NODE) return escaped((node.textContent ?? "").replace(/\s+/g, " "));
  if (!(node instanceof Element) || DROPPED.has(node.localName) || depth > DEEPEST) return "";
  const inside = children(node, depth + 1);
  switch (node.localName) {
    case "br":
      return "\n";
    case "b":
    case "strong":
      return /font-weight:\s*(?:normal|400)/.test(node.getAttribute("style") ?? "")
        ? inside
        : marked(inside, "**");
    case "i":
    case "em":
      return marked(inside, "*");
    case "code":
      return inside.includes("`") ? inside : marked(node.textContent ?? "", "`");
    case "a":
      return linked(node, inside);
    case "img":
      return "";
    default:
      return inside;
  }
}

function children(node: Node, depth: number): string {
  return [...node.childNodes].map((child) => inline(child, depth + 1)).join("");
}

function marked(inside: string, mark: string): string {
  const words = inside.trim();
  if (!words) return inside;
  const [before, after] = [/^\s*/.exec(inside)?.[0] ?? "", /\s*$/.exec(inside)?.[0] ?? ""];
  return `${before}${mark}${words}${mark}${after}`;
}

function linked(element: Element, inside: string): string {
  const href = (element.getAttribute("href") ?? "").trim();
  const words = inside.trim();
  if (!words || !ALLOWED_LINK.test(href) || /[\s<>()]/.test(href)) return inside;
  return `[${words.replace(/\n/g, " ")}](${href})`;
}

function list(element: Element, depth: number): string {
  const ordered = element.localName === "ol";
  const first = Number(element.getAttribute("start") ?? 1) || 1;
  const items = [...element.children].filter(
    (child) => child.localName === "li" || /^[ou]l$/.test(child.localName),
  );
  let number = first - 1;
  return items
    .map((item) => {
      if (item.localName !== "li") return prefixed(list(item, depth + 1), "  ");
      number += 1;
      const mark = ordered ? `${number}. ` : "- ";
      const text = blocks(item, depth + 1).replace(/\n\n(?=(?:- |\d+\. ))/g, "\n");
      return mark + text.replace(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`);
    })
    .join("\n");
}

/** Word writes lists as paragraphs with a mark in front. */
function isWordItem(element: Element): boolean {
  return /mso-list:(?!\s*Ignore)/i.test(element.getAttribute("style") ?? "");
}

function wordItem(element: Element, depth: number): string {
  const words = children(element, depth).trim();
  const numbered = /^\(?\d+[.)]\s*/.exec(words);
  const rest = words.replace(numbered ? numbered[0] : /^[\p{S}\p{P}o]\s+/u, "");
  return `${numbered ? `${Number.parseInt(words.replace("(", ""), 10)}. ` : "- "}${rest}`;
}

function* rowsOf(element: Element): Iterable<Element> {
  for (const row of element.querySelectorAll("tr")) if (row.closest("table") === element) yield row;
}

function cellsOf(row: Element, depth: number): string[] {
  return [...row.children]
    .filter(({ localName }) => localName === "td" || localName === "th")
    .flatMap((cell) => {
      const text = cellText(blocks(cell, depth + 1));
      const more = Math.min(Number(cell.getAttribute("colspan") ?? 1) || 1, 20) - 1;
      return [text, ...Array<string>(more).fill("")];
    });
}

function table(rows: readonly string[][]): string {
  const filled = rows.filter((row) => row.some((cell) => cell !== ""));
  const width = Math.max(0, ...filled.map((row) => row.length));
  if (width === 0) return "";
  if (width === 1) return filled.map((row) => row[0]).join("\n\n");
  const written = filled.map(
    (row) => `| ${Array.from({ length: width }, (_, n) => row[n] ?? "").join(" | ")} |`,
  );
  return [written[0], `|${" --- |".repeat(width)}`, ...written.slice(1)].join("\n");
}

function cellText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/(?<!\\)\|/g, "\\|")
    .trim();
}

function prefixed(text: string, prefix: string): string {
  return text
    .split("\n")
    .map((line) => (prefix + line).trimEnd())
    .join("\n");
}

/** What would be a mark in Markdown stays what it is. */
function escaped(text: string): string {
  return text.replace(/\u00a0/g, " ").replace(/([\\*`[\]])/g, "\\$1");
}

function tidy(text: string): string {
  return text
    .replace(/\u200b|\ufeff/g, "")
    .replace(/^((?:- |\d+\. ).*)\n\n(?=- |\d+\. )/gm, "$1\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

export function picturesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
}
