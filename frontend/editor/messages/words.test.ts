/** The editor says everything in each of its languages, and the words fit their places. */
import { describe, expect, it } from "vitest";
import { catalogueFaults, NOT_FOR_COLLEAGUES, type Place } from "../../shared/messages/catalogue-faults";
import { en as common } from "../../shared/messages/en";
import { staffEn } from "../../shared/staff/messages/en";
import { loaders, en as own } from ".";

const english = { ...common, ...staffEn, ...own };

const SAME: Record<string, string[]> = {
  nl: ["Baton", "{action}: {question}", "Console", "Status", "Link", "E-mail", "Context", "Import"],
  de: ["Baton", "{action}: {question}", "Status", "Text", "Version {version}", "Link", "Import"],
  fr: "Baton|{count} article|{count} articles|Articles|Article|Pages|Console|Question|Question {number}|Version {version}|Versions|Sources|Assistant|E-mail".split(
    "|",
  ),
};

/** Measured at 1280 px and 390 px, with the browser's usual letters. */
const PLACES: Place[] = [
  {
    characters: 24,
    keys: /^(nav_(?!label)\w+|state_(?!changed)\w+|publish|archive|history|new_article|tool_\w+)$/,
  },
  {
    characters: 28,
    keys: /^(save|leave_(stay|discard|save)|try_ask|try_again_all|try_remove|greeting_save|save_topic)$/,
  },
  {
    characters: 40,
    keys: /^(conflict_(reload|overwrite|later)|unanswered_(write|add)|gaps_(aside|take_back|view_\w+)|phrasing_add)$/,
  },
];

describe("the editor's languages", () => {
  it("are those that we promise", () => expect(Object.keys(loaders).sort()).toEqual(["de", "fr", "nl"]));

  it.each(Object.entries(loaders))("%s is complete", async (locale, load) => {
    expect(
      catalogueFaults(locale, await load(), {
        english,
        same: SAME[locale] ?? [],
        places: PLACES,
        otherAddress: NOT_FOR_COLLEAGUES[locale],
      }),
    ).toEqual([]);
  });
});
