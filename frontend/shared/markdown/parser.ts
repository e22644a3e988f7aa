/**
 * Baton's Markdown rules, the same as for the help page in `knowledge_base/help/markdown.py`:
 * CommonMark with tables, raw HTML shown as text, no images, and links only to http, https, mailto, tel and the help pages.
 */
import MarkdownIt, { type Token } from "markdown-it";
import { linkParts } from "../links";

const ALLOWED_LINK = /^(?:https?:\/\/|mailto:|tel:|\/help\/[^/])/i;
const DEEPEST = 20;

const parser = new MarkdownIt("commonmark", { html: false, maxNesting: DEEPEST })
  .enable("table")
  .disable(["image", "lheading"]);
parser.validateLink = (url) => ALLOWED_LINK.test(url.trim());

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
    return token.type === "text" && inLink === 0 ? linked(token) : [token];
  });
}

function linked(token: Token): Token[] {
  const Made = token.constructor as new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;
  return linkParts(token.content).flatMap(({ text, href }) => {
    const content = new Made("text", "", 0);
    content.content = text;
    if (!href) return [content];
    const open = new Made("link_open", "a", 1);
    open.attrSet("href", href);
    return [open, content, new Made("link_close", "a", -1)];
  });
}
