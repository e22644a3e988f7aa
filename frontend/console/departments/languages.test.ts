import { expect, test } from "vitest";
import { languageName, listFrom, tagsFrom } from "./languages";

test("splits text at commas and removes repeats", () => {
  expect(listFrom(" E-bikes, ask_battery,, E-bikes ")).toEqual(["E-bikes", "ask_battery"]);
  expect(listFrom("")).toEqual([]);
  expect(tagsFrom("EN, nl ,en")).toEqual(["en", "nl"]);
});

test("shows a language's name, or its tag if there is no name", () => {
  expect(languageName("nl", "en")).toBe("Dutch");
  expect(languageName("not a tag", "en")).toBe("not a tag");
});
