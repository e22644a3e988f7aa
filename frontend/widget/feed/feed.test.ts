/** The customer's transcript is complete again after whatever the line has dropped. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Message } from "../../shared/api/contract";
import { BrowserStorage } from "../../shared/storage/storage";
import { CustomerApi } from "../api";
import { WidgetStorage } from "../storage";
import { createStore } from "../store";
import { Feed } from "./feed";

class Wire {
  static made: Wire[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor(readonly url: string) {
    Wire.made.push(this);
  }
  tells(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  brings(...seqs: number[]): void {
    for (const seq of seqs) this.tells({ type: "message.created", message: message(seq) });
  }
  sent: string[] = [];
  send(frame: string): void {
    this.sent.push(frame);
  }
  close(): void {}
}

function message(seq: number): Message {
  const author = { kind: "bot" as const, name: "Assistant" };
  const base = { id: `m${seq}`, seq, previous: seq - 1, author, kind: "text" as const, text: `${seq}` };
  return {
    ...base,
    event: null,
    details: null,
    format: "plain",
    created_at: "",
    choices: [],
    sources: [],
    attachments: [],
    visibility: "public",
  };
}

const seenOn = (wire: Wire): number[] =>
  wire.sent.map((frame) => JSON.parse(frame)).flatMap(({ type, seq }) => (type === "seen" ? [seq] : []));

const last = (): Wire => Wire.made.at(-1) as Wire;

function setUp(stored: number) {
  const asked: number[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    const after = Number(new URL(url, "https://shop.example").searchParams.get("after"));
    asked.push(after);
    const messages = Array.from({ length: stored - after }, (_, index) => message(after + 1 + index));
    return Response.json({ messages, more: false });
  });
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const storage = new WidgetStorage(new BrowserStorage(() => shelf as unknown as Storage));
  const store = createStore(storage.marks);
  const nothing = (): void => undefined;
  const listener = {
    opened: nothing,
    accepted: nothing,
    refused: nothing,
    sawOwn: nothing,
    gone: nothing,
    elsewhere: nothing,
  };
  const feed = new Feed(store, storage, new CustomerApi(() => "token"), listener);
  feed.connect({ id: "c", token: "token", subject: null });
  last().onopen?.();
  return { asked, feed, store, seqs: () => store.timeline.value.map(({ seq }) => seq) };
}

beforeEach(() => {
  Wire.made = [];
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Wire);
  vi.stubGlobal("location", { protocol: "https:", host: "shop.example" });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("reads what is missing when a gap stays", async () => {
  const { asked, seqs } = setUp(5);
  last().brings(1, 2, 5);
  await vi.advanceTimersByTimeAsync(100);
  expect([seqs(), asked]).toEqual([[1, 2, 5], []]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([seqs(), asked]).toEqual([[1, 2, 3, 4, 5], [2]]);
});

it("asks nobody about a gap that closes by itself", async () => {
  const { asked, seqs } = setUp(3);
  last().brings(1, 3);
  await vi.advanceTimersByTimeAsync(100);
  last().brings(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([seqs(), asked]).toEqual([[1, 2, 3], []]);
});

it("comes back where the gap begins, not behind it", async () => {
  setUp(5);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("The line is dead.")));
  last().brings(1, 2, 5);
  await vi.advanceTimersByTimeAsync(100);
  last().onclose?.();
  await vi.advanceTimersByTimeAsync(1_200);
  expect(Wire.made.length).toBe(2);
  expect(new URL(last().url).searchParams.get("after")).toBe("2");
});

it("tells people, and only them, how far the customer has read", async () => {
  const { store, feed } = setUp(5);
  Object.assign(store.view, { value: "talk" });
  store.looking.value = true;
  store.visible.value = true;
  last().tells({ type: "conversation.changed", conversation: { id: "c", status: "bot" } });
  last().brings(1, 2);
  await vi.advanceTimersByTimeAsync(100);
  expect(seenOn(last())).toEqual([]);
  last().tells({ type: "conversation.changed", conversation: { id: "c", status: "assigned" } });
  last().brings(3);
  await vi.advanceTimersByTimeAsync(100);
  expect(seenOn(last())).toEqual([2, 3]);
  store.visible.value = false;
  last().brings(4);
  await vi.advanceTimersByTimeAsync(100);
  expect(seenOn(last())).toEqual([2, 3]);
  store.visible.value = true;
  feed.markRead();
  feed.markRead();
  expect(seenOn(last())).toEqual([2, 3, 4]);
});
