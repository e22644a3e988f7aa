import { describe, expect, it } from "vitest";
import type { QueueEntry } from "../../shared/api/contract";
import { type Column, next, SERVING, sorted } from "./sorting";

const WAITING = [
  { handoff_id: "a", priority: 1, waiting_since: "2030-03-04T09:05:00Z", reason: "sensitive" },
  { handoff_id: "b", priority: 0, waiting_since: "2030-03-04T09:00:00Z", reason: "asked" },
  { handoff_id: "c", priority: 2, waiting_since: "2030-03-04T09:10:00Z", reason: "late" },
] as unknown as QueueEntry[];

function order(column: Column | null, descending = false): string {
  const said = (entry: QueueEntry): string => entry.reason;
  return sorted(WAITING, { column, descending }, said)
    .map(({ handoff_id }) => handoff_id)
    .join("");
}

describe("the queue's table", () => {
  it("is in the order of serving, or sorted by a column", () => {
    expect(order(null)).toBe("abc");
    expect(order("waiting")).toBe("bac");
    expect(order("priority", true)).toBe("cab");
    expect(order("reason")).toBe("bca");
  });

  it("turns around, and goes back to the order of serving", () => {
    const once = next(SERVING, "waiting");
    expect(once).toEqual({ column: "waiting", descending: false });
    expect(next(once, "waiting")).toEqual({ column: "waiting", descending: true });
    expect(next(next(once, "waiting"), "waiting")).toEqual(SERVING);
    expect(next(once, "reason")).toEqual({ column: "reason", descending: false });
  });
});
