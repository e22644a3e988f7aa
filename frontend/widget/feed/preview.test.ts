import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Preview } from "./preview";

describe("what the agent sees of a message before it is sent", () => {
  let sent: string[];
  let open: boolean;
  let preview: Preview;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    open = true;
    preview = new Preview((text) => {
      if (open) sent.push(text);
      return open;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is the latest text, three times a second at most, and always the last", () => {
    const text = "Hello there, my order has not come";
    for (let length = 1; length <= text.length; length++) {
      preview.show(text.slice(0, length));
      vi.advanceTimersByTime(50);
    }
    vi.advanceTimersByTime(1000);
    expect(sent.length).toBeLessThanOrEqual(7); // 34 letters in 1.7 seconds
    expect(sent.at(-1)).toBe(text);
  });

  it("is empty at once when the field is, and nothing follows", () => {
    preview.show("Hel");
    vi.advanceTimersByTime(1);
    preview.show("Hell");
    preview.clear();
    preview.clear();
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual(["Hel", ""]);
  });

  it("goes out when the connection is back", () => {
    open = false;
    preview.show("Hello");
    vi.advanceTimersByTime(1000);
    open = true;
    preview.flush();
    expect(sent).toEqual(["Hello"]);
  });

  it("is as long as a message may be, and no longer", () => {
    preview.show("\u{1f600}".repeat(2100));
    vi.advanceTimersByTime(1000);
    expect([...(sent[0] ?? "")].length).toBe(2000);
  });
});
