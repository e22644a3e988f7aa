/** Turns Markdown tokens into Preact nodes: only the elements listed here, and text only as text. */
import type { Token } from "markdown-it";
import { type ComponentChildren, h } from "preact";
import { OutLink } from "../components/links";
import { textDirection } from "../languages";
import { goToHeading } from "./anchors";
import { markdownTokens } from "./parser";
import { Picture } from "./picture";

const CONTAINERS = new Set("p ul ol li blockquote table thead tbody tr th td em strong".split(" "));
const LETTER = /\p{L}/u;
const ALIGNED = /^text-align:(left|center|right)$/;

export function markdownNodes(text: string, headings: number): ComponentChildren[] {
  return new Builder(headings, sideOf(text)).build(markdownTokens(text));
}

type Side = "ltr" | "rtl";

function sideOf(text: string): Side {
  return textDirection(text) === "rtl" ? "rtl" : "ltr";
}

/** An open element and its content so far. */
interface Open {
  readonly token: Token | null;
  readonly inside: ComponentChildren[];
}

class Builder {
  private stack: Open[] = [];
  private said = "";

  constructor(
    private readonly headings: number,
    private readonly side: Side,
  ) {}

  build(tokens: readonly Token[]): ComponentChildren[] {
    const outer = this.stack;
    const root: Open = { token: null, inside: [] };
    this.stack = [root];
    for (const token of tokens) this.take(token);
    this.stack = outer;
    return root.inside;
  }

  private take(token: Token): void {
    if (token.nesting > 0) this.stack.push({ token, inside: [] });
    else if (token.nesting < 0) this.close();
    else this.add(this.leaf(token));
  }

  private close(): void {
    const { token, inside } = this.stack.pop() as Open;
    // Paragraphs of a tight list are hidden: their text is put into the item itself.
    this.add(token === null || token.hidden ? inside : this.element(token, inside));
  }

  private add(node: ComponentChildren): void {
    this.stack.at(-1)?.inside.push(node);
  }

  private leaf(token: Token): ComponentChildren {
    switch (token.type) {
      case "inline":
        this.said = prose(token.children ?? []);
        return this.build(token.children ?? []);
      case "softbreak":
        return "\n";
      case "hardbreak":
        return <br />;
      case "image":
        return picture(String(token.attrGet("src") ?? ""), words(token));
      case "hr":
        return <hr />;
      case "code_inline":
        return <code dir="ltr">{token.content}</code>;
      case "fence":
      case "code_block":
        return (
          <pre dir="ltr">
            <code>{token.content}</code>
          </pre>
        );
      default:
        return token.content;
    }
  }

  private element(token: Token, inside: ComponentChildren[]): ComponentChildren {
    if (token.type === "heading_open") return h(this.headingTag(token), null, inside);
    if (token.type === "link_open") return link(String(token.attrGet("href") ?? ""), inside);
    if (!CONTAINERS.has(token.tag)) return inside;
    const element = h(token.tag as "p", this.attributes(token), inside);
    if (token.tag !== "table") return element;
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and the keyboard must reach it
      <div class="table-scroll" tabIndex={0}>
        {element}
      </div>
    );
  }

  /** A paragraph in another direction than the rest, such as a note in the customer's language, goes its own way. */
  private attributes(token: Token): Record<string, unknown> | null {
    if (token.tag !== "p") return attributes(token);
    const side = sideOf(this.said);
    return side === this.side || !LETTER.test(this.said) ? null : { dir: side };
  }

  private headingTag(token: Token): "h3" {
    return `h${Math.min(6, this.headings + Number(token.tag.slice(1)) - 1)}` as "h3";
  }
}

/** What a picture shows, without marks. */
function words(token: Token): string {
  return (token.children ?? []).map((each) => (each.type === "softbreak" ? "\n" : each.content)).join("");
}

function picture(address: string, alt: string): ComponentChildren {
  return <Picture key={address} address={address} alt={alt} />;
}

function link(href: string, inside: ComponentChildren[]): ComponentChildren {
  if (!href.startsWith("#")) return <OutLink href={href}>{inside}</OutLink>;
  return (
    <a
      href={href}
      dir="auto"
      onClick={(event) => {
        event.preventDefault();
        goToHeading(event.currentTarget, href.slice(1));
      }}
    >
      {inside}
    </a>
  );
}

/** The text without its code, which is Latin in every language. */
function prose(tokens: readonly Token[]): string {
  return tokens.map((token) => (token.type === "text" ? token.content : "")).join("");
}

function attributes(token: Token): Record<string, unknown> | null {
  if (token.tag === "ol") return { start: Number(token.attrGet("start") ?? 1) };
  const align = ALIGNED.exec(String(token.attrGet("style") ?? ""))?.[1];
  const aligned = align ? { style: { textAlign: align } } : {};
  if (token.tag === "th") return { scope: "col", ...aligned };
  return token.tag === "td" ? aligned : null;
}
