import { describe, expect, it, vi } from "vitest";
import type { Message } from "../../shared/api/contract";
import { tellOf } from "./desk-events";

function told(message: object): string[] {
  const events = { onWoken: vi.fn(), onCustomerMessage: vi.fn(), onWhispered: vi.fn() };
  tellOf(events, "me", "c", { visibility: "public", kind: "text", ...message } as Message, true);
  return Object.entries(events).flatMap(([name, heard]) => (heard.mock.calls.length > 0 ? [name] : []));
}

describe("a message in an agent's own conversation", () => {
  it("rings if a colleague whispers, and not for the agent's own note", () => {
    const note = { visibility: "internal", author: { kind: "agent", name: "Sam", id: "sam" } };
    expect(told(note)).toEqual(["onWhispered"]);
    expect(told({ ...note, author: { kind: "agent", name: "Ines", id: "me" } })).toEqual([]);
    expect(told({ ...note, visibility: "public" })).toEqual([]);
  });

  it("is the customer's, or says that the conversation is back", () => {
    expect(told({ author: { kind: "customer", name: "" } })).toEqual(["onCustomerMessage"]);
    expect(told({ author: { kind: "system", name: "" }, event: "conversation.woken" })).toEqual(["onWoken"]);
  });
});
