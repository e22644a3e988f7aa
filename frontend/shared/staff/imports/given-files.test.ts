/** What of a chosen or dropped folder is sent. */
import { describe, expect, it } from "vitest";
import { readable } from "./given-files";

const given = (...paths: string[]) => paths.map((path) => ({ path, file: new File(["x"], path) }));
const sent = (...paths: string[]): string[] => readable(given(...paths)).map(({ path }) => path);

describe("the files of a folder", () => {
  it("are those that can be imported, without what systems leave behind", () =>
    expect(
      sent(
        "a.md",
        "b/c.HTML",
        "d.docx",
        "e.mdx",
        "logo.png",
        ".DS_Store",
        "b/.git/x.md",
        "notes.txt",
        "x.zip",
      ),
    ).toEqual(["a.md", "b/c.HTML", "d.docx", "e.mdx", "x.zip", "logo.png"]));

  it("have pictures only for Markdown, because no other text shows them", () =>
    expect(sent("a.html", "b.docx", "logo.png")).toEqual(["a.html", "b.docx"]));

  it("are kept if there is only one, so that somebody hears what is wrong with it", () =>
    expect(sent("program.exe")).toEqual(["program.exe"]));
});
