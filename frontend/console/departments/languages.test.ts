import { expect, test } from "vitest";
import { languageName, listFrom, tagsFrom } from "./languages";

test("what is written between commas is a list, each once", () => {
  expect(listFrom(" E-bikes, ask_battery,, E-bikes ")).toEqual(["E-bikes", "ask_battery"]);
  expect(listFrom("")).toEqual([]);
  expect(tagsFrom("EN, nl ,en")).toEqual(["en", "nl"]);
});

test("a language has a name for its reader, and its tag where there is none", () => {
  expect(languageName("nl", "en")).toBe("Dutch");
  expect(languageName("not a tag", "en")).toBe("not a tag");
});
