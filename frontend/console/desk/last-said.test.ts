import { expect, it } from "vitest";
import { lastSaid } from "./last-said";

const said = (kind: string, text: string, of = "text") => ({ kind: of, text, author: { kind } });

it("quotes the last words of a customer, an agent or a note, not the bot's", () => {
  const asked = said("customer", "Where is my refund?");
  const passed = said("bot", "I am passing you on to a colleague.");
  const joined = said("system", "Ines has joined.", "event");
  expect(lastSaid([asked, passed, joined])).toBe(asked);
  const replied = said("agent", "I will have a look.");
  expect(lastSaid([asked, passed, joined, replied])).toBe(replied);
  expect(lastSaid([passed, joined])).toBeUndefined();
});
