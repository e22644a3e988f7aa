/** The toolbar changes only the selection, and pressing a button twice undoes it. */
import { describe, expect, it } from "vitest";
import { block, link, picture, prefixLines, wrap } from "./markdown-edit";

const LIST = /^[-*] /;

describe("a picture", () => {
  it.each([
    ["above", "above\n\n![a](/x)"],
    ["| a | b", "| a | b![a](/x)"],
    ["one\n- two ", "one\n- two ![a](/x)"],
    ["1. one ", "1. one ![a](/x)"],
    ["", "![a](/x)"],
  ])("stands by itself, or stays in its row: %j", (text, expected) => {
    const put = picture({ text, start: text.length, end: text.length }, "![a](/x)");
    expect(put.text.trimEnd()).toBe(expected);
  });
});

describe("toolbar", () => {
  it("makes the selection bold, and plain again", () => {
    const bold = wrap({ text: "a word here", start: 2, end: 6 }, "**", "text");
    expect(bold.text).toBe("a **word** here");
    expect(wrap(bold, "**", "text").text).toBe("a word here");
  });

  it("inserts a sample if nothing is selected", () => {
    expect(wrap({ text: "", start: 0, end: 0 }, "*", "text")).toEqual({ text: "*text*", start: 1, end: 5 });
  });

  it("makes a list of whole lines even if only parts are selected, and undoes it", () => {
    const listed = prefixLines({ text: "one\ntwo\nthree", start: 1, end: 5 }, () => "- ", LIST);
    expect(listed.text).toBe("- one\n- two\nthree");
    expect(prefixLines(listed, () => "- ", LIST).text).toBe("one\ntwo\nthree");
  });

  it("selects the address of a new link", () => {
    const { text, start, end } = link({ text: "see help", start: 4, end: 8 }, "text");
    expect(text).toBe("see [help](https://)");
    expect(text.slice(start, end)).toBe("https://");
  });

  it("separates a block by empty lines", () => {
    expect(block({ text: "above\nbelow", start: 5, end: 5 }, "| a |").text).toBe("above\n\n| a |\n\nbelow");
  });
});
