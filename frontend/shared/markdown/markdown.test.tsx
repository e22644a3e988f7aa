// @vitest-environment happy-dom
/** The browser renders Markdown like the help page, safely and without delay. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeAll, describe, expect, it } from "vitest";
import cases from "../../../tests/fixtures/markdown.json";
import { loadMarkdown, Markdown, markdownRenderer } from "./index";

/** The elements as compact text: `p(Hello strong(world))`, without the scroll box of tables. */
function outline(node: Node): string {
  if (!(node instanceof HTMLElement)) return node.textContent ?? "";
  const inside = [...node.childNodes].map(outline).join("");
  if (node.className === "table-scroll") return inside;
  const start = node.getAttribute("start");
  const named = ["href", "src", "alt"].map((name) => node.getAttribute(name));
  const marks = [...named, start === "1" ? null : start, node.style.textAlign];
  const shown = marks.filter(Boolean).map((mark) => `[${mark}]`);
  return `${node.localName}${shown.join("")}(${inside})`;
}

function draw(text: string, headings = 1): HTMLElement {
  const page = document.createElement("main");
  act(() => render(<Markdown text={text} headings={headings} />, page));
  return page.firstElementChild as HTMLElement;
}

function read(text: string, headings = 1): string {
  return [...draw(text, headings).childNodes].map(outline).join("");
}

describe("before the parser has loaded", () => {
  it("shows the text as written, then its nodes once the parser has loaded", async () => {
    const page = document.createElement("main");
    act(() => render(<Markdown text={"a **b**\n<i>c</i>"} />, page));
    expect(page.textContent).toBe("a **b**\n<i>c</i>");
    await act(() => loadMarkdown());
    expect(page.querySelector("strong")?.textContent).toBe("b");
    expect(page.querySelector("i")).toBeNull();
  });
});

describe("with the parser", () => {
  beforeAll(() => loadMarkdown());

  it.each(cases)("renders $name like the help page", ({ markdown, outline: expected }) => {
    expect(read(markdown)).toBe(expected);
  });

  it("starts headings at the given level and never goes below the last level", () => {
    expect(read("# Top\n## Sub", 3)).toBe("h3(Top)h4(Sub)");
    expect(read("# Top\n## Sub", 6)).toBe("h6(Top)h6(Sub)");
  });

  it("opens web links in a new tab, without a referrer", () => {
    const web = draw("[x](https://x.example)").querySelector("a");
    expect(web?.target).toBe("_blank");
    expect(web?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
    expect(draw("[x](mailto:a@x.example)").querySelector("a")?.target).toBe("");
  });

  it("makes a wide table scrollable and marks its column headings", () => {
    const table = draw("| a |\n|---|\n| b |").querySelector(".table-scroll > table");
    expect(table?.querySelector("th")?.getAttribute("scope")).toBe("col");
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
    ["half addresses", "a@b.".repeat(60_000)],
    ["digits", "+1".repeat(100_000)],
    ["closing brackets after an address", `https://x.example/${")".repeat(200_000)}`],
  ])("takes a quarter of a megabyte of %s in its stride", (_, text) => {
    const start = performance.now();
    markdownRenderer.value?.(text, 3);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("directions", () => {
  it("gives a paragraph in another direction its own, and leaves the others alone", () => {
    const page = draw(
      "*I only have this in another language.*\n\nOK-7 هو اسم جرس الأوكابي. اتصل بنا قبل الطلب ونحن نساعدك في الاختيار.\n\n12 €",
    );
    const directions = [...page.querySelectorAll("p")].map((each) => each.getAttribute("dir"));
    expect(page.getAttribute("dir")).toBe("rtl");
    expect(directions).toEqual(["ltr", null, null]);
  });
});
