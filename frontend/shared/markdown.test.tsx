/** Markdown becomes nodes: what articles use is understood, and nothing in it can run. */
import type { ComponentChild, VNode } from "preact";
import { describe, expect, it } from "vitest";
import { Markdown } from "./markdown";

/** The tree as compact text: `p(Hello strong(world))`. */
function show(node: ComponentChild | ComponentChild[]): string {
  if (Array.isArray(node)) return node.map(show).join("");
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node !== "object") return String(node);
  const { type, props } = node as VNode<{ children?: ComponentChild; href?: string; start?: number }>;
  if (typeof type !== "string") throw new Error("Markdown makes plain elements only.");
  const mark = props.href === undefined ? "" : `[${props.href}]`;
  return `${type}${mark}(${show(props.children)})`;
}

function read(text: string): string {
  const root = Markdown({ text }) as VNode<{ children: ComponentChild[] }>;
  return show(root.props.children);
}

describe("blocks", () => {
  it.each([
    ["Hello\nworld\n\nagain", "p(Hello world)p(again)"],
    ["line  \nbreak", "p(line  br()break)"],
    ["# Top\n## Sub ##", "h3(Top)h4(Sub)"],
    ["####### seven", "p(####### seven)"],
    ["- a\n- b", "ul(li(a)li(b))"],
    ["1. a\n2. b", "ol(li(a)li(b))"],
    ["- a\n  - b\n  - c\n- d", "ul(li(aul(li(b)li(c)))li(d))"],
    ["1. a\n\n2. b\n\nafter", "ol(li(a)li(b))p(after)"],
    ["1. step\n\n   more\n2. next", "ol(li(p(step)p(more))li(next))"],
    ["Steps:\n1. a\n2. b", "p(Steps:)ol(li(a)li(b))"],
    ["> quoted\n> text", "blockquote(p(quoted text))"],
    ["```\n<b>*x*\n```\nafter", "pre(code(<b>*x*))p(after)"],
    ["```\nnever closed", "pre(code(never closed))"],
    ["---", "hr()"],
    ["", ""],
  ])("%j", (text, tree) => expect(read(text)).toBe(tree));

  it("reads a table, and fills a short row", () => {
    const tree = read("| Size | Height |\n|------|:------:|\n| S | **150** |\n| M |\n\nafter");
    expect(tree).toBe(
      "div(table(thead(tr(th(Size)th(Height)))tbody(tr(td(S)td(strong(150)))tr(td(M)td()))))p(after)",
    );
  });

  it("takes Windows line ends", () => expect(read("a\r\n\r\nb")).toBe("p(a)p(b)"));
});

describe("inside a line", () => {
  it.each([
    ["**bold** and *it* and `co*de*`", "p(strong(bold) and em(it) and code(co*de*))"],
    ["***both***", "p(strong(em(both)))"],
    ["**a *b* c**", "p(strong(a em(b) c))"],
    ["*a **b** c*", "p(em(a strong(b) c))"],
    ["snake_case_name and _em_", "p(snake_case_name and em(em))"],
    ["2 * 3 * 4", "p(2 * 3 * 4)"],
    ["**open", "p(**open)"],
    ["\\*not\\*", "p(*not*)"],
    ["[a **b**](https://x.example/p)", "p(a[https://x.example/p](a strong(b)))"],
    ["see https://x.example/a?b=c.", "p(see a[https://x.example/a?b=c](https://x.example/a?b=c).)"],
    ["<mailto:help@x.example>", "p(a[mailto:help@x.example](mailto:help@x.example))"],
  ])("%j", (text, tree) => expect(read(text)).toBe(tree));
});

describe("what could do harm stays text", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](//evil.example)",
    "[x](/relative)",
    "![x](data:image/png;base64,AAAA)",
    "<javascript:alert(1)>",
  ])("%s", (text) => {
    expect(read(text)).toBe(`p(${text})`);
  });

  it("links say that they open elsewhere and vouch for nothing", () => {
    const root = Markdown({ text: "[x](https://x.example)" }) as VNode<{
      children: VNode<{ children: VNode[] }>[];
    }>;
    const anchor = root.props.children[0]?.props.children[0];
    expect(anchor?.props).toMatchObject({ target: "_blank", rel: "noopener noreferrer nofollow" });
  });
});

it.each([
  ["opening stars", "*a ".repeat(80_000)],
  ["opening brackets", "[".repeat(80_000)],
  ["half links", "[a](".repeat(40_000)],
  ["back ticks", "`a``b ".repeat(40_000)],
  ["quotes in quotes", `${">".repeat(80_000)} deep`],
  ["lists in lists", Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth * 2)}- x`).join("\n")],
  ["pipes", "|-".repeat(80_000)],
  ["headings", "# x\n".repeat(20_000)],
])("takes a quarter of a megabyte of %s in its stride", (_, text) => {
  const start = performance.now();
  read(text);
  expect(performance.now() - start).toBeLessThan(3000);
});
