/** Each language says everything that English says, with the same blanks to fill. */
import { describe, expect, it } from "vitest";
import { en as common } from "../../shared/messages/en";
import { waitRange } from "../../shared/time";
import { chooseLocale, createWords, loadWords } from "../../shared/words";
import { de as widgetDe } from "./de";
import { en as widgetEn } from "./en";
import { nl as widgetNl } from "./nl";

const english: Record<string, string> = { ...common, ...widgetEn };
const blanks = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each([
  ["nl", widgetNl],
  ["de", widgetDe],
])("%s", (_, catalogue: Record<string, string>) => {
  it("has every message of the widget and no other", () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
  });

  it("fills the same blanks", () => {
    for (const [key, text] of Object.entries(catalogue))
      expect(blanks(text), key).toEqual(blanks(english[key] ?? ""));
  });
});

describe("chooseLocale", () => {
  it("ignores the region", () => expect(chooseLocale(["de-AT"], ["en", "de"])).toBe("de"));
  it("goes down the reader's list", () =>
    expect(chooseLocale(["fr", "nl-BE", "en"], ["en", "nl"])).toBe("nl"));
  it("falls back to English", () => expect(chooseLocale(["fr"], ["en", "nl"])).toBe("en"));
  it("takes no language for a property of objects", () =>
    expect(chooseLocale(["constructor"], ["en"])).toBe("en"));
});

describe("words", () => {
  it("fill blanks, and leave a blank that nobody filled", () => {
    const words = createWords("en", { hello: "Hello {name} of {place}" }, {});
    expect(words("hello", { name: "Ada" })).toBe("Hello Ada of {place}");
  });

  it("take a value for what it is, not for a blank or a pattern", () => {
    const words = createWords("en", { hello: "Hello {name}" }, {});
    expect(words("hello", { name: "$& {name}" })).toBe("Hello $& {name}");
  });

  it("count as the language does", () => {
    const words = createWords("en", common, common);
    expect(words.count("wait_minutes", 1)).toBe("about 1 minute");
    expect(words.count("wait_minutes", 3)).toBe("about 3 minutes");
  });

  it("speak English where a language does not load", async () => {
    const words = await loadWords(widgetEn, { nl: () => Promise.reject(new Error("gone")) }, ["nl"]);
    expect(words("person")).toBe("Talk to a person");
  });
});

describe("waitRange", () => {
  const words = createWords("en", common, common);
  it.each([
    [[10, 40], "under a minute"],
    [[0, 120], "about 2 minutes"],
    [[120, 300], "2 to 5 minutes"],
    [[180, 180], "about 3 minutes"],
  ] as const)("%j reads %s", (range, text) => expect(waitRange(range, words)).toBe(text));
});
