import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Lookers } from "./lookers";

const ines = { id: "p1", name: "Ines" };
const sam = { id: "p2", name: "Sam" };

describe("who has a conversation open", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("names colleagues until they leave, and never oneself", () => {
    const lookers = new Lookers("me");
    lookers.heard("c1", ines, true);
    lookers.heard("c1", ines, true);
    lookers.heard("c1", sam, true);
    lookers.heard("c1", { id: "me", name: "I" }, true);
    expect(lookers.at("c1")).toEqual(["Ines", "Sam"]);
    lookers.heard("c1", ines, false);
    expect(lookers.at("c1")).toEqual(["Sam"]);
    expect(lookers.at("c2")).toEqual([]);
  });

  it("forgets what is not repeated", () => {
    const lookers = new Lookers("me");
    lookers.heard("c1", ines, true);
    lookers.heard("c1", sam, true);
    vi.advanceTimersByTime(30_000);
    lookers.heard("c1", sam, true);
    vi.advanceTimersByTime(20_000);
    expect(lookers.at("c1")).toEqual(["Sam"]);
  });
});
