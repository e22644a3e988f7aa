/** A reader misses no message and sees none twice, whatever the order of arrival. */

import { describe, expect, it } from "vitest";
import type { Message } from "../api/contract";
import { completeUntil, hasGap, lastSeq, merge, readAfter } from "./timeline";

function message(seq: number, previous = seq - 1, text = `message ${seq}`): Message {
  return {
    id: `m${seq}`,
    seq,
    previous,
    author: { kind: "bot", name: "Assistant" },
    kind: "text",
    text,
    event: null,
    details: null,
    format: "plain",
    created_at: "2026-01-01T10:00:00Z",
    choices: [],
    sources: [],
    attachments: [],
    visibility: "public",
  };
}

const seqs = (messages: readonly Message[]): number[] => messages.map(({ seq }) => seq);

describe("merge", () => {
  it("sorts by seq, whatever the order of arrival", () => {
    expect(seqs(merge(merge([], [message(3)]), [message(1), message(2)]))).toEqual([1, 2, 3]);
  });

  it("keeps one copy of a repeated message, the newest", () => {
    const timeline = merge(merge([], [message(1), message(2)]), [message(2, 1, "newer")]);
    expect(seqs(timeline)).toEqual([1, 2]);
    expect(timeline[1]?.text).toBe("newer");
  });

  it("does not change the given timeline", () => {
    const before = merge([], [message(1)]);
    merge(before, [message(2)]);
    expect(seqs(before)).toEqual([1]);
  });

  it("returns the same object if there is nothing new", () => {
    const before = merge([], [message(1)]);
    expect(merge(before, [])).toBe(before);
  });
});

describe("gaps", () => {
  it("finds a gap by previous", () => {
    const timeline = merge([], [message(1), message(3)]);
    expect(hasGap(timeline)).toBe(true);
    expect(completeUntil(timeline)).toBe(1);
  });

  it("does not treat a hidden note as a gap", () => {
    const timeline = merge([], [message(1), message(4, 1)]);
    expect(hasGap(timeline)).toBe(false);
    expect(completeUntil(timeline)).toBe(4);
  });

  it("reports a missing beginning", () => {
    expect(completeUntil(merge([], [message(5)]))).toBe(0);
    expect(completeUntil(merge([], [message(5)]), 4)).toBe(5);
  });

  it("is complete again once the missing part has arrived", () => {
    const timeline = merge(merge([], [message(1), message(4)]), [message(2), message(3)]);
    expect(hasGap(timeline)).toBe(false);
    expect(lastSeq(timeline)).toBe(4);
  });

  it("finds none in an empty timeline", () => {
    expect(hasGap([])).toBe(false);
    expect(completeUntil([])).toBe(0);
  });
});

describe("readAfter", () => {
  it("loads page after page to the end", async () => {
    const all = [1, 2, 3, 4, 5].map((seq) => message(seq));
    const asked: number[] = [];
    const found = await readAfter(1, async (after) => {
      asked.push(after);
      const messages = all.filter(({ seq }) => seq > after).slice(0, 2);
      return { messages, more: (messages.at(-1)?.seq ?? 5) < 5 };
    });
    expect(seqs(found)).toEqual([2, 3, 4, 5]);
    expect(asked).toEqual([1, 3]);
  });

  it("stops at an empty page, even if the page says that there is more", async () => {
    expect(await readAfter(0, async () => ({ messages: [], more: true }))).toEqual([]);
  });
});
