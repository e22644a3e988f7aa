/**
 * Baton's Markdown rules, the same as for the help page in `knowledge_base/help/markdown.py`:
 * CommonMark with tables, raw HTML shown as text, links only to http, https, mailto, tel, the help pages and headings,
 * and pictures only if editors uploaded them: others stay links.
 */
import MarkdownIt, { type Token } from "markdown-it";
import { linkParts } from "../links";

const ALLOWED_LINK = /^(?:https?:\/\/|mailto:|tel:|\/help\/[^/]|#[^\s#])/i;
const OWN_IMAGE = /^\/article-images\/[0-9a-f]{32}\.(?:png|jpg)$/;
const DEEPEST = 20;

const parser = new MarkdownIt("commonmark", { html: false, maxNesting: DEEPEST })
  .enable("table")
  .disable(["lheading"]);
parser.validateLink = (url) => ALLOWED_LINK.test(url.trim()) || OWN_IMAGE.test(url);

export function markdownTokens(text: string): Token[] {
  return parser.parse(text, {}).map((token) => {
    if (token.children) token.children = withBareLinks(token.children);
    return token;
  });
}

/** Addresses and numbers in text become links, except inside a link. */
function withBareLinks(tokens: Token[]): Token[] {
  let inLink = 0;
  return tokens.flatMap((token) => {
    if (token.type === "link_open") inLink += 1;
    if (token.type === "link_close") inLink -= 1;
    if (token.type === "image") return image(token);
    return token.type === "text" && inLink === 0 ? linked(token) : [token];
  });
}

type Maker = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;

/** A picture of our own; another one is a link to it, behind an exclamation mark, as if pictures were unknown. */
function image(token: Token): Token[] {
  const address = String(token.attrGet("src") ?? "");
  if (OWN_IMAGE.test(address)) return [token];
  const Made = token.constructor as Maker;
  const mark = new Made("text", "", 0);
  mark.content = "!";
  const open = new Made("link_open", "a", 1);
  open.attrSet("href", address);
  return [mark, open, ...(token.children ?? []), new Made("link_close", "a", -1)];
}

function linked(token: Token): Token[] {
  const Made = token.constructor as Maker;
  return linkParts(token.content).flatMap(({ text, href }) => {
    const content = new Made("text", "", 0);
    content.content = text;
    if (!href) return [content];
    const open = new Made("link_open", "a", 1);
    open.attrSet("href", href);
    return [open, content, new Made("link_close", "a", -1)];
  });
}
