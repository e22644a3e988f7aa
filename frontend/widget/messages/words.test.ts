/** Each of the twelve languages says everything that English says, in its own plural forms and within its place. */
import { describe, expect, it } from "vitest";
import { catalogueFaults, NOT_FOR_CUSTOMERS, type Place } from "../../shared/messages/catalogue-faults";
import { en as common } from "../../shared/messages/en";
import { loaders } from ".";
import { en as widget } from "./en";

const english = { ...common, ...widget };

/** Names, and words that English shares with the language. */
const SAME: Record<string, string[]> = {
  fr: ["Sources", "Conversation", "Assistant"],
  da: ["Send"],
};

/** Measured in the widget at 320 px, with the browser's usual letters. */
const PLACES: Place[] = [
  { characters: 38, keys: /^(person|contact_leave|contact_change|anew|end|queue_cancel)$/ },
  { characters: 28, keys: /^(confirm_\w+_yes|keep|nobody_wait|nobody_bot|contact_send|rating_send)$/ },
  { characters: 28, keys: /^(article_back|new_messages|try_again|discard|read_on|cancel|not_sent)$/ },
  { characters: 36, keys: /^(subtitle_(bot|queued|resolved)|placeholder)$/ },
  { characters: 24, keys: /^(today|yesterday|just_now|sources|author_\w+|you|suggestions|close)$/ },
  { characters: 48, keys: /^(queue_title|nobody_title|rating_title|contact_title|departments_question)$/ },
  { characters: 180, keys: /^(error_\w+|offline|lost|greeting\w*)$/ },
];

describe("the widget's languages", () => {
  it("are the twelve that we promise", () =>
    expect(["en", ...Object.keys(loaders)].sort()).toEqual("ar da de en es fr it nl pl pt sv tr".split(" ")));

  it("include an English that fits its places", () =>
    expect(catalogueFaults("en", english, { english, places: PLACES })).toEqual([]));

  it.each(Object.entries(loaders))("%s is complete", async (locale, load) => {
    const same = ["Baton", ...(SAME[locale] ?? [])];
    const otherAddress = NOT_FOR_CUSTOMERS[locale];
    expect(catalogueFaults(locale, await load(), { english, same, places: PLACES, otherAddress })).toEqual(
      [],
    );
  });
});
