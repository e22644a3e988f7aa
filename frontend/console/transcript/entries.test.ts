import { expect, test } from "vitest";
import type { Message } from "../../shared/api/contract";
import { entriesOf } from "./entries";

const START = Date.UTC(2030, 2, 7, 9, 0);

function message(seq: number, minute: number, what: string): Message {
  const [kind, name] = what.split(" ");
  return {
    seq,
    kind: kind === "event" ? "event" : "text",
    author: { kind: kind === "event" ? "system" : kind, name: name ?? null },
    visibility: "public",
    created_at: new Date(START + minute * 60_000).toISOString(),
  } as unknown as Message;
}

test("events that follow each other share a line", () => {
  const timeline = [message(1, 0, "customer"), message(2, 0, "event"), message(3, 1, "event")];
  expect(entriesOf(timeline, 0).map(({ messages }) => messages.map(({ seq }) => seq))).toEqual([[1], [2, 3]]);
});

test("a name is repeated for another author and after a pause", () => {
  const timeline = [
    message(1, 0, "customer"),
    message(2, 1, "customer"),
    message(3, 9, "customer"),
    message(4, 9, "agent Ines"),
    message(5, 9, "agent Tomas"),
  ];
  expect(entriesOf(timeline, 0).map(({ continued }) => continued)).toEqual([
    false,
    true,
    false,
    false,
    false,
  ]);
});

test("the first unseen message of the customer is marked, unless nothing was seen yet", () => {
  const timeline = [message(1, 0, "customer"), message(2, 0, "agent Ines"), message(3, 0, "customer")];
  expect(entriesOf(timeline, 1).map(({ unread }) => unread)).toEqual([false, false, true]);
  expect(entriesOf(timeline, 0).map(({ unread }) => unread)).toEqual([false, false, false]);
  expect(entriesOf(timeline, 3).some(({ unread }) => unread)).toBe(false);
});
