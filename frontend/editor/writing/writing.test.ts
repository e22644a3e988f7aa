// @vitest-environment happy-dom
/** What is pasted becomes Markdown, tables have keys of their own, and sections are those of the bot. */
import { describe, expect, it } from "vitest";
import { anchorsOf } from "../../shared/markdown/anchors";
import { markdownOf, tableOf } from "./paste";
import { headingsOf, sectionsOf } from "./sections";
import { nextCell } from "./table-keys";

describe("pasting", () => {
  it.each([
    [
      "a paragraph",
      "<p>Send it <b>back</b> within <i>30</i> days.</p>",
      "Send it **back** within *30* days.",
    ],
    ["headings", "<h1>Title</h1><h3>Sub</h3><p>text", "## Title\n\n### Sub\n\ntext"],
    ["a list in a list", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"],
    ["steps", '<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"],
    [
      "links",
      '<a href="https://x.example/a">x</a> <a href="javascript:alert(1)">y</a>',
      "[x](https://x.example/a) y",
    ],
    [
      "a table",
      "<table><tr><th>A</th><th>B|</th></tr><tr><td>1</td><td>2</td></tr></table>",
      "| A | B\\| |\n| --- | --- |\n| 1 | 2 |",
    ],
    ["what is no text", "<style>p{}</style><script>alert(1)</script><svg><text>x</text></svg><p>y</p>", "y"],
    ["marks", "<p>2 * 3 [x] `y`</p>", "2 \\* 3 \\[x\\] \\`y\\`"],
    ["a quotation", "<blockquote><p>one</p><p>two</p></blockquote>", "> one\n>\n> two"],
    ["what Google wraps", '<b style="font-weight:normal"><p>a</p><p>b</p></b>', "a\n\nb"],
    [
      "a list of Word",
      '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">· </span>one</p><p style="mso-list:l0 level1 lfo1">· two</p>',
      "- one\n- two",
    ],
  ])("writes %s", (_, html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });

  it("writes the cells of a spreadsheet as a table, and leaves other text alone", () => {
    expect(tableOf("Size\tPrice\r\nS\t10\r\n")).toBe("| Size | Price |\n| --- | --- |\n| S | 10 |");
    expect(tableOf("one\ttab\nand a line")).toBeNull();
    expect(tableOf("plain")).toBeNull();
  });
});

describe("keys in a table", () => {
  const TEXT = "| A | B |\n| --- | --- |\n| 1 | 2 |";
  const word = (move: ReturnType<typeof nextCell>): string | null => move && TEXT.slice(move.from, move.to);

  it("goes to the next cell, past the rule, and back", () => {
    expect(word(nextCell(TEXT, 2, false))).toBe("B");
    expect(word(nextCell(TEXT, 6, false))).toBe("1");
    expect(word(nextCell(TEXT, TEXT.indexOf("1"), true))).toBe("B");
    expect(nextCell(TEXT, 2, true)).toBeNull();
    expect(nextCell("no table", 3, false)).toBeNull();
  });

  it("adds a row behind the last cell", () => {
    const move = nextCell(TEXT, TEXT.length - 2, false);
    expect(move?.insert).toEqual({ at: TEXT.length, text: "\n|  |  |" });
    expect(move?.from).toBe(TEXT.length + 3);
  });
});

describe("sections", () => {
  it("begin at headings, but not in code, and together are the text", () => {
    const text = "intro\n\n## A\ntext\n```\n# no\n```\n## B `x`\nend";
    const sections = sectionsOf(text);
    expect(sections.map(({ line }) => line)).toEqual([0, 2, 7]);
    expect(sections.map((section) => section.text).join("\n")).toBe(text);
    expect(headingsOf(text)).toEqual(["A", "B x"]);
  });

  it("stay together where a definition serves all", () => {
    expect(sectionsOf("## A\n[x][1]\n## B\n\n[1]: https://x.example")).toHaveLength(1);
  });

  it("have the anchors of the help page", () => {
    expect(anchorsOf(["Wie läuft die Rückgabe?", "Größe", "größe"], "de")).toEqual([
      "wie-laeuft-die-rueckgabe",
      "groesse",
      "groesse-2",
    ]);
    expect(anchorsOf(["L’été & moi", "???"], "fr")).toEqual(["lete-moi", "part"]);
  });
});
