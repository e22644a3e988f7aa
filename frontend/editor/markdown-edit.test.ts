/** The toolbar changes what is selected and nothing else, and pressing twice takes it back. */
import { describe, expect, it } from "vitest";
import { block, link, prefixLines, wrap } from "./markdown-edit";

const LIST = /^[-*] /;

describe("toolbar", () => {
  it("makes the selection bold, and plain again", () => {
    const bold = wrap({ text: "a word here", start: 2, end: 6 }, "**", "text");
    expect(bold.text).toBe("a **word** here");
    expect(wrap(bold, "**", "text").text).toBe("a word here");
  });

  it("offers a sample where nothing is selected", () => {
    expect(wrap({ text: "", start: 0, end: 0 }, "*", "text")).toEqual({ text: "*text*", start: 1, end: 5 });
  });

  it("makes a list of whole lines though they are half selected, and takes it back", () => {
    const listed = prefixLines({ text: "one\ntwo\nthree", start: 1, end: 5 }, () => "- ", LIST);
    expect(listed.text).toBe("- one\n- two\nthree");
    expect(prefixLines(listed, () => "- ", LIST).text).toBe("one\ntwo\nthree");
  });

  it("puts the address of a link under the cursor", () => {
    const { text, start, end } = link({ text: "see help", start: 4, end: 8 }, "text");
    expect(text).toBe("see [help](https://)");
    expect(text.slice(start, end)).toBe("https://");
  });

  it("sets a block apart by empty lines", () => {
    expect(block({ text: "above\nbelow", start: 5, end: 5 }, "| a |").text).toBe("above\n\n| a |\n\nbelow");
  });
});
