import { describe, expect, it } from "vitest";
import type { Message } from "../../shared/api/contract";
import { eventText } from "../../shared/timeline/events";
import { createWords } from "../../shared/words";
import { en } from "../messages/en";
import { withoutOldWait } from "./old-waits";

const english = createWords("en", en, en);
const told = (wording: string, event = "handoff.requested"): Message =>
  ({
    kind: "event",
    event,
    text: "",
    details: { wording, low: 12, high: 20, time: "17:00" },
  }) as unknown as Message;
const said = (message: Message, waits: boolean) => eventText(withoutOldWait(message, waits), english);

describe("the wait that was told when the customer asked for a person", () => {
  it("is not shown beside the one that is expected now", () => {
    expect(said(told("long_wait"), true)).toBe("You are in the queue for a person.");
    expect(said(told("long_wait_closing"), true)).toMatch(
      /^You are in the queue for a person\. We close at 17:00/,
    );
  });

  it("stays in the record afterwards", () => {
    expect(said(told("long_wait"), false)).toContain("12 to 20 minutes");
  });

  it("changes no other line", () => {
    for (const message of [told("waiting"), told("nobody_there"), told("long_wait", "conversation.requeued")])
      expect(withoutOldWait(message, true)).toBe(message);
  });
});
