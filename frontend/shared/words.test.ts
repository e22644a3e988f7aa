/** A reader gets the nearest language there is, with its own plural forms, numbers and direction. */
import { describe, expect, it } from "vitest";
import { chooseLanguage, directionOf, isolated, textDirection } from "./languages";
import { ar } from "./messages/ar";
import { en as common } from "./messages/en";
import { pl } from "./messages/pl";
import { waitRange } from "./time/time";
import { type Catalogue, createWords, loadWords, type Words } from "./words";

/** The words of a page, which knows what it counts. */
const counting = (locale: string, chosen: Catalogue, fallback: Catalogue) =>
  createWords(locale, chosen, fallback) as Words<"wait_minutes_other" | "apples_other">;

describe("chooseLanguage", () => {
  const locale = (wanted: string[], available: string[]) => chooseLanguage(wanted, available).locale;

  it("keeps the region for numbers and dates", () =>
    expect(chooseLanguage(["de-AT"], ["de"])).toEqual({ locale: "de-AT", catalogues: ["de"] }));
  it("takes a region's own catalogue before that of the language", () =>
    expect(chooseLanguage(["pt-PT"], ["pt", "pt-pt"]).catalogues).toEqual(["pt-pt", "pt"]));
  it("goes down the reader's list", () => expect(locale(["ja", "nl-BE", "en"], ["nl"])).toBe("nl-BE"));
  it("falls back to English", () => expect(locale(["ja"], ["nl"])).toBe("en"));
  it("knows a tag that is written with an underscore", () => expect(locale(["nl_BE"], ["nl"])).toBe("nl-BE"));
  it.each(["", "constructor", "not a tag", "d", "<b>"])("takes %j for no language", (tag) =>
    expect(locale([tag], ["nl"])).toBe("en"),
  );
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
    const words = counting("en", common, common);
    expect(words.count("wait_minutes", 1)).toBe("about 1 minute");
    expect(words.count("wait_minutes", 3)).toBe("about 3 minutes");
  });

  it.each([
    [0, "أقل من دقيقة"],
    [1, "نحو دقيقة واحدة"],
    [2, "نحو دقيقتين"],
    [7, "نحو 7 دقائق"],
    [12, "نحو 12 دقيقة"],
  ])("count %d in Arabic", (count, text) =>
    expect(counting("ar", ar, common).count("wait_minutes", count)).toBe(text),
  );

  it("count a message that only English has by the English rule", () => {
    const words = counting("pl", {}, { apples_one: "{count} apple", apples_other: "{count} apples" });
    expect([1, 3].map((count) => words.count("apples", count))).toEqual(["1 apple", "3 apples"]);
  });

  it("write numbers as the reader's country does", () => {
    const say = (locale: string) => createWords(locale, { left: "{count}" }, {})("left", { count: 1800 });
    expect(say("de")).toBe("1.800");
    expect(say("ar-EG")).toBe("١٬٨٠٠");
  });

  it("speak English where a language does not load", async () => {
    const words = await loadWords({ hello: "Hello" }, { nl: () => Promise.reject(new Error("gone")) }, [
      "nl",
    ]);
    expect([words("hello"), words.locale]).toEqual(["Hello", "en"]);
  });

  it("come from the region, then the language, then English, key by key", async () => {
    const loaders = {
      pt: () => Promise.resolve({ one: "pt", two: "pt" }),
      "pt-pt": () => Promise.resolve({ one: "pt-PT" }),
    };
    const words = await loadWords({ one: "en", two: "en", three: "en" }, loaders, ["pt-PT"]);
    expect([words("one"), words("two"), words("three")]).toEqual(["pt-PT", "pt", "en"]);
  });
});

describe("direction", () => {
  it("is from right to left for Arabic of any country", () =>
    expect(["ar-EG", "nl", "he"].map(directionOf)).toEqual(["rtl", "ltr", "rtl"]));

  it("isolates a value of the other direction, and leaves the rest alone", () => {
    expect(isolated("+44 20 7946", "rtl")).toBe("\u2068+44 20 7946\u2069");
    expect(isolated("سارة", "ltr")).toBe("\u2068سارة\u2069");
    expect(isolated("سارة", "rtl")).toBe("سارة");
    expect(isolated("Ada", "ltr")).toBe("Ada");
  });
});

describe("textDirection", () => {
  it.each([
    ["OK-7 هو اسم جرس الأوكابي", "rtl"],
    ["سارة wrote that the bell is broken", "auto"],
    ["Which payment methods?", "auto"],
    ["+44 20 7946 0018", "auto"],
    ["", "auto"],
  ])("of %j is %s", (text, direction) => expect(textDirection(text)).toBe(direction));
});

describe("waitRange", () => {
  const words = createWords("en", common, common);
  it.each([
    [[10, 40], "under a minute"],
    [[0, 120], "about 2 minutes"],
    [[120, 300], "2 to 5 minutes"],
    [[180, 180], "about 3 minutes"],
  ] as const)("%j reads %s", (range, text) => expect(waitRange(range, words)).toBe(text));

  it("has the plural of its end", () => {
    const polish = createWords("pl", pl, common);
    const arabic = createWords("ar", ar, common);
    expect(waitRange([120, 300], polish)).toBe("od 2 do 5 minut");
    expect(waitRange([120, 300], arabic)).toBe("من 2 إلى 5 دقائق");
    expect(waitRange([300, 900], arabic)).toBe("من 5 إلى 15 دقيقة");
  });
});
