import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Peek } from "./peek";

describe("a peek", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("shows after the pointer has rested, not when it only passes", () => {
    const peek = new Peek();
    peek.pointAt("one");
    vi.advanceTimersByTime(300);
    peek.pointAt("two");
    vi.advanceTimersByTime(599);
    expect(peek.shown.value).toBeNull();
    vi.advanceTimersByTime(1);
    expect(peek.shown.value).toEqual({ id: "two", by: "pointer" });
  });

  it("stays while the pointer moves into it, and ends when it leaves", () => {
    const peek = new Peek();
    peek.pointAt("one");
    vi.advanceTimersByTime(600);
    peek.pointAt(null);
    vi.advanceTimersByTime(200);
    peek.hold();
    vi.advanceTimersByTime(5_000);
    expect(peek.shown.value?.id).toBe("one");
    peek.pointAt(null);
    vi.advanceTimersByTime(250);
    expect(peek.shown.value).toBeNull();
  });

  it("that a key opened is closed by the key only", () => {
    const peek = new Peek();
    peek.pointAt("two");
    peek.toggle("one");
    peek.pointAt("two");
    peek.pointAt(null);
    vi.advanceTimersByTime(5_000);
    expect(peek.shown.value).toEqual({ id: "one", by: "key" });
    peek.toggle("one");
    expect(peek.shown.value).toBeNull();
  });

  it("does not come back after it was closed", () => {
    const peek = new Peek();
    peek.pointAt("one");
    peek.close();
    vi.advanceTimersByTime(5_000);
    expect(peek.shown.value).toBeNull();
  });
});
