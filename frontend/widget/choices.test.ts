/** Which buttons can be pressed: those of everything that the bot has said since the customer's last message. */

import { describe, expect, it } from "vitest";
import type { Conversation, Message } from "../shared/api/contract";
import type { AuthorKind } from "../shared/api/types";
import { openChoices } from "./store";

const YES = { title: "Yes", value: "Yes" };
const ATBOT = { id: "c", status: "bot", last_seq: 9, queue: null, agent: null } as unknown as Conversation;

function said(seq: number, kind: AuthorKind, choices = [] as (typeof YES)[], event?: string): Message {
  const author = { kind, name: "" };
  const shape = { format: "plain", created_at: "", sources: [], visibility: "public", text: "x" };
  return {
    ...shape,
    id: `m${seq}`,
    seq,
    previous: seq - 1,
    author,
    choices,
    kind: event ? "event" : "text",
    event,
  } as never;
}

const open = (messages: Message[], conversation: Conversation | null = ATBOT): number[] => [
  ...openChoices(messages, [], conversation),
];

describe("openChoices", () => {
  it("shows the choices of an answer before which the form asks again", () => {
    expect(open([said(1, "customer"), said(2, "bot", [YES]), said(3, "bot")])).toEqual([2]);
  });
  it("shows the choices of several messages of one turn", () => {
    expect(open([said(1, "customer"), said(2, "bot", [YES]), said(3, "bot", [YES])])).toEqual([2, 3]);
  });
  it("closes them with the customer's next message", () => {
    const messages = [said(1, "customer"), said(2, "bot", [YES]), said(3, "customer")];
    expect(open(messages)).toEqual([]);
    expect(open([...messages, said(4, "bot")])).toEqual([]);
  });
  it("closes them while a message is on its way, and once people have the conversation", () => {
    const messages = [said(1, "customer"), said(2, "bot", [YES])];
    expect([...openChoices(messages, [{} as never], ATBOT)]).toEqual([]);
    expect(open(messages, { ...ATBOT, status: "queued" })).toEqual([]);
    expect(open([...messages, said(3, "agent")])).toEqual([]);
  });
});
