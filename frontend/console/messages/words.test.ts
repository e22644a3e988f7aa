/** The console says everything in each of its languages, and the words fit their places. */
import { describe, expect, it } from "vitest";
import { catalogueFaults, NOT_FOR_COLLEAGUES, type Place } from "../../shared/messages/catalogue-faults";
import { en as common } from "../../shared/messages/en";
import { staffEn } from "../../shared/staff/messages/en";
import { loaders, en as own } from ".";

const english = { ...common, ...staffEn, ...own };

/** Texts that are the same in English, or only put values together. */
const EVERYWHERE = [
  "e-mail",
  "Baton",
  "{name} ✓",
  "{name}: {count} ✗",
  "{name}, {when}",
  "Editor",
  "Online",
  "Logo",
  "Offline",
  "Webhooks",
  "{milliseconds} ms",
];
const SAME: Record<string, string[]> = {
  nl: [
    "Account",
    "API-tokens",
    "Live",
    "Context",
    "Link",
    "Spam",
    "Tags",
    "Status",
    "Type",
    "Later",
    "E-mail",
    "Open",
  ],
  de: ["Live", "Link", "Spam", "Status", "Administrator", "Text", "Name", "Normal"],
  fr: [
    "{count} conversation",
    "{count} conversations",
    ..."Article Articles Pages Page Mentions Note Notes Type Client Date Question Messages Sources Conversation Conversations Assistant E-mail Questions".split(
      " ",
    ),
  ],
};

/** Measured at 1280 px and 390 px, with the browser's usual letters. */
const PLACES: Place[] = [
  { characters: 30, keys: /^(departments_(queue|offer)|routing_\w+)$/ },
  { characters: 26, keys: /^nav_(?!label)/ },
  {
    characters: 24,
    keys: /^(presence_(online|away|offline)|status_\w+|priority_\d|timer_(first|next)_reply)$/,
  },
  {
    characters: 26,
    keys: /^(accept|accepting|step_\w+|transfer|snooze|call_back|add_note|send|save|cancel)$/,
  },
  { characters: 32, keys: /^(reason_\w+_short|brief_\w+|day_\w+|role_\w+|board_(?!timers|unanswered)\w+)$/ },
  { characters: 40, keys: /^(\w+_add|\w+_submit\w*|(account|all|hours|live|people|skills)_title)$/ },
];

describe("the console's languages", () => {
  it("are those that we promise", () => expect(Object.keys(loaders).sort()).toEqual(["de", "fr", "nl"]));

  it.each(Object.entries(loaders))("%s is complete", async (locale, load) => {
    const same = [...EVERYWHERE, ...(SAME[locale] ?? [])];
    expect(
      catalogueFaults(locale, await load(), {
        english,
        same,
        places: PLACES,
        otherAddress: NOT_FOR_COLLEAGUES[locale],
      }),
    ).toEqual([]);
  });
});
