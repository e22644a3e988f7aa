/** On a bad connection no reply is lost, doubled or out of order. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../../shared/api/contract";
import { ApiError } from "../../shared/http";
import type { Outgoing } from "../api/types";
import { Outbox, unconfirmed } from "./outbox";

function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

function outgoing(id: string, text = id): Outgoing {
  return { client_message_id: id, text, visibility: "public", after: 3, created_at: "2026-01-01T00:00:00Z" };
}

function message(seq: number, text: string, part: Partial<Message> = {}): Message {
  const author = { kind: "agent" as const, name: "Ines", id: "me" };
  const base = {
    id: `m${seq}`,
    seq,
    previous: seq - 1,
    author,
    kind: "text" as const,
    text,
    format: "plain" as const,
    event: null,
    details: null,
  };
  return {
    ...base,
    created_at: "",
    choices: [],
    sources: [],
    attachments: [],
    visibility: "public",
    ...part,
  };
}

describe("outbox", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("localStorage", memoryStorage());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("resends with the same identifier and in order after a network failure", async () => {
    const tried: string[] = [];
    let away = true;
    const outbox = new Outbox(
      "me.c",
      async (entry) => {
        tried.push(entry.client_message_id);
        if (away) throw new ApiError("network", "", 0);
        return message(tried.length, entry.text);
      },
      () => undefined,
    );
    outbox.add(outgoing("a"));
    outbox.add(outgoing("b"));
    await vi.advanceTimersByTimeAsync(10);
    away = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tried.filter((id) => id === "b")).toEqual(["b"]);
    expect(tried.slice(-2)).toEqual(["a", "b"]);
    expect(outbox.list.value).toEqual([]);
  });

  it("keeps unsent replies across a reload", async () => {
    const never = (): Promise<Message> => Promise.reject(new ApiError("busy", "", 503));
    new Outbox("me.c", never, () => undefined).add(outgoing("a"));
    const delivered: string[] = [];
    const again = new Outbox(
      "me.c",
      async (entry) => message(4, entry.text),
      (stored) => delivered.push(stored.text),
    );
    await again.flush();
    expect(delivered).toEqual(["a"]);
  });

  it.each([
    ["busy", 503, 9],
    ["rate_limited", 429, 9],
  ])("tries again after %s, not sooner than it is asked to", async (code, status, retryAfter) => {
    let tries = 0;
    const outbox = new Outbox(
      "me.c",
      async (entry) => {
        tries += 1;
        if (tries === 1) throw new ApiError(code, "", status, retryAfter);
        return message(4, entry.text);
      },
      () => undefined,
    );
    outbox.add(outgoing("a"));
    await vi.advanceTimersByTimeAsync(8_900);
    expect([tries, outbox.list.value[0]?.refused]).toEqual([1, undefined]);
    await vi.advanceTimersByTimeAsync(200);
    expect([tries, outbox.list.value]).toEqual([2, []]);
  });

  it("keeps a refused reply with its reason and sends the next", async () => {
    const outbox = new Outbox(
      "me.c",
      async (entry) => {
        if (entry.client_message_id === "a") throw new ApiError("claim_lost", "", 409);
        return message(5, entry.text);
      },
      () => undefined,
    );
    outbox.add(outgoing("a"));
    outbox.add(outgoing("b"));
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.list.value.map(({ client_message_id, refused }) => [client_message_id, refused])).toEqual([
      ["a", "claim_lost"],
    ]);
  });
});

describe("unconfirmed", () => {
  it("hides an entry whose stored message has already arrived by socket", () => {
    expect(unconfirmed([outgoing("a", "Hello")], [message(4, "Hello")], "me")).toEqual([]);
  });

  it("keeps the second of two equal texts until it is stored too", () => {
    const both = [outgoing("a", "Hello"), outgoing("b", "Hello")];
    expect(unconfirmed(both, [message(4, "Hello")], "me").map((entry) => entry.client_message_id)).toEqual([
      "b",
    ]);
  });

  it("is not confused by an earlier message, another agent's message or a note with the same text", () => {
    const other = { kind: "agent" as const, name: "Tomas", id: "other" };
    const timeline = [
      message(3, "Hello"),
      message(4, "Hello", { author: other }),
      message(5, "Hello", { visibility: "internal" }),
    ];
    expect(unconfirmed([outgoing("a", "Hello")], timeline, "me")).toHaveLength(1);
  });
});
