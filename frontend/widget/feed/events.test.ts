/** Timeline messages read in the reader's language; whatever the page cannot say keeps the server's text. */

import { describe, expect, it } from "vitest";
import type { Message } from "../../shared/api/contract";
import { eventText } from "../../shared/timeline/events";
import { createWords } from "../../shared/words";
import { loaders } from "../messages";
import { de } from "../messages/de";
import { en } from "../messages/en";
import { nl } from "../messages/nl";

const dutch = createWords("nl", nl, en);

const anything: Message = {
  id: "m",
  seq: 1,
  previous: 0,
  author: { kind: "system", name: "" },
  kind: "event",
  event: null,
  details: null,
  text: "In English",
  format: "plain",
  created_at: "2026-03-02T09:00:00Z",
  choices: [],
  sources: [],
  attachments: [],
  visibility: "public",
};

function told(event: string | null, details: Message["details"]): Message {
  return { ...anything, event, details };
}

describe("eventText", () => {
  it.each([
    ["en", en, "Jane has joined the conversation."],
    ["nl", nl, "Jane neemt nu deel aan het gesprek."],
    ["de", de, "Jane ist dem Gespräch beigetreten."],
  ])("speaks %s", (locale, catalogue, text) => {
    const words = createWords(locale, catalogue, en);
    expect(eventText(told("assignment.created", { agent: "Jane" }), words)).toBe(text);
  });

  it("isolates a Latin name in an Arabic sentence", async () => {
    const arabic = createWords("ar", (await loaders.ar?.()) ?? {}, en);
    expect(eventText(told("assignment.created", { agent: "Jane" }), arabic)).toBe(
      "انضم \u2068Jane\u2069 إلى المحادثة.",
    );
  });

  it("tells the wordings of one event apart", () => {
    const said = (details: Message["details"]) => eventText(told("handoff.requested", details), dutch);
    expect(said({ wording: "waiting" })).toBe("U staat in de wachtrij voor een medewerker.");
    expect(said({ wording: "long_wait", low: 12, high: 20 })).toContain("12 tot 20 minuten");
  });

  it.each([
    ["was stored before there were details", "assignment.created", null],
    ["has a wording of a newer server", "handoff.requested", { wording: "closed_until", time: "9:00" }],
    ["is of a newer server's event", "moon.landed", {}],
    ["lacks what fills a blank", "assignment.created", {}],
    ["is no event", null, {}],
  ])("leaves to the server what %s", (_, event, details) => {
    expect(eventText(told(event, details), dutch)).toBeNull();
  });
});
