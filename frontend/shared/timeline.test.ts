/** A reader never misses and never sees twice, in whatever order messages arrive. */
import { describe, expect, it } from "vitest";
import { completeUntil, hasGap, lastSeq, merge, readAfter } from "./timeline";
import type { Message } from "./types";

function message(seq: number, previous = seq - 1, text = `message ${seq}`): Message {
  return {
    id: `m${seq}`,
    seq,
    previous,
    author: { kind: "bot", name: "Assistant" },
    kind: "text",
    text,
    format: "plain",
    created_at: "2026-01-01T10:00:00Z",
    choices: [],
    sources: [],
    visibility: "public",
  };
}

const seqs = (messages: readonly Message[]): number[] => messages.map(({ seq }) => seq);

describe("merge", () => {
  it("orders by seq whatever the order of arrival", () => {
    expect(seqs(merge(merge([], [message(3)]), [message(1), message(2)]))).toEqual([1, 2, 3]);
  });

  it("shows a message that comes twice once, in its newest form", () => {
    const timeline = merge(merge([], [message(1), message(2)]), [message(2, 1, "newer")]);
    expect(seqs(timeline)).toEqual([1, 2]);
    expect(timeline[1]?.text).toBe("newer");
  });

  it("leaves the timeline it was given untouched", () => {
    const before = merge([], [message(1)]);
    merge(before, [message(2)]);
    expect(seqs(before)).toEqual([1]);
  });

  it("gives the same object back where nothing came", () => {
    const before = merge([], [message(1)]);
    expect(merge(before, [])).toBe(before);
  });
});

describe("gaps", () => {
  it("sees a gap by previous", () => {
    const timeline = merge([], [message(1), message(3)]);
    expect(hasGap(timeline)).toBe(true);
    expect(completeUntil(timeline)).toBe(1);
  });

  it("takes a note that this reader may not see for no gap", () => {
    const timeline = merge([], [message(1), message(4, 1)]);
    expect(hasGap(timeline)).toBe(false);
    expect(completeUntil(timeline)).toBe(4);
  });

  it("misses the beginning when the first message is not the first", () => {
    expect(completeUntil(merge([], [message(5)]))).toBe(0);
    expect(completeUntil(merge([], [message(5)]), 4)).toBe(5);
  });

  it("is whole again once the missing part has come", () => {
    const timeline = merge(merge([], [message(1), message(4)]), [message(2), message(3)]);
    expect(hasGap(timeline)).toBe(false);
    expect(lastSeq(timeline)).toBe(4);
  });

  it("has none when empty", () => {
    expect(hasGap([])).toBe(false);
    expect(completeUntil([])).toBe(0);
  });
});

describe("readAfter", () => {
  it("reads page after page until there is no more", async () => {
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

  it("ends on an empty page, even one that promises more", async () => {
    expect(await readAfter(0, async () => ({ messages: [], more: true }))).toEqual([]);
  });
});
