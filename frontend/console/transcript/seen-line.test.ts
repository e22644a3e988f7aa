import { describe, expect, it } from "vitest";
import type { Message } from "../../shared/api/contract";
import { readingOf } from "./seen-line";

const said = (seq: number, kind: string, more: object = {}): Message =>
  ({ seq, kind: "text", visibility: "public", author: { kind, name: "" }, ...more }) as unknown as Message;
const seen = (seq: number) => ({ seq, at: "2026-11-30T10:00:00.000Z" });

describe("whether the customer has seen the agent's last words", () => {
  it("compares the mark with the last public message of an agent", () => {
    const timeline = [said(1, "customer"), said(2, "agent"), said(3, "agent", { visibility: "internal" })];
    expect(readingOf(timeline, seen(2)).reading).toBe("seen");
    expect(readingOf(timeline, seen(1)).reading).toBe("unseen");
  });

  it("says nothing when the customer wrote last", () => {
    expect(readingOf([said(1, "agent"), said(2, "customer")], seen(0)).reading).toBeNull();
  });

  it("says nothing about a client that does not report", () => {
    expect(readingOf([said(1, "agent")], null).reading).toBeNull();
    expect(readingOf([said(1, "agent")], undefined).reading).toBeNull();
  });
});
