/** A queue that does not fit into a frame is read to its end, and nobody in it is shown twice. */
import { expect, it } from "vitest";
import type { QueueEntry } from "../../shared/api/contract";
import { Client } from "../../shared/http";
import { wholeQueue } from "./whole-queue";

const entry = (id: string): QueueEntry => ({ handoff_id: id }) as QueueEntry;

function apiWith(
  pages: Record<string, { queue: QueueEntry[]; next: string | null }>,
  asked: string[],
): Client {
  const fetch = ((url: string) => {
    asked.push(url);
    const cursor = new URL(url, "http://baton.test").searchParams.get("cursor") ?? "";
    return Promise.resolve(Response.json(pages[cursor]));
  }) as typeof globalThis.fetch;
  return new Client({ base: "/api/v1", fetch });
}

it("reads on from the frame to the end", async () => {
  const asked: string[] = [];
  const pages = {
    b: { queue: [entry("c"), entry("b")], next: "c" },
    c: { queue: [entry("d")], next: null },
  };
  const whole = await wholeQueue(apiWith(pages, asked), { queue: [entry("a"), entry("b")], next: "b" });
  expect(whole.map(({ handoff_id }) => handoff_id)).toEqual(["a", "b", "c", "d"]);
  expect(asked).toEqual(["/api/v1/queue?cursor=b", "/api/v1/queue?cursor=c"]);
});

it("asks for nothing if the frame has all", async () => {
  const asked: string[] = [];
  expect(await wholeQueue(apiWith({}, asked), { queue: [entry("a")], next: null })).toHaveLength(1);
  expect(asked).toEqual([]);
});
