import { describe, expect, it } from "vitest";
import { nextRow } from "./next-row";

function rows(text: string): { id: string; unread: number }[] {
  return text.split(" ").map((word) => ({ id: word.replace("!", ""), unread: word.endsWith("!") ? 1 : 0 }));
}

describe("the next conversation", () => {
  it("is the one below, and after the last the first", () => {
    expect(nextRow(rows("a b c"), "b")?.id).toBe("c");
    expect(nextRow(rows("a b c"), "c")?.id).toBe("a");
    expect(nextRow(rows("a b c"), null)?.id).toBe("a");
  });

  it("is one that has unread messages first, and never the open one", () => {
    expect(nextRow(rows("a! b c"), "b")?.id).toBe("a");
    expect(nextRow(rows("a b! c"), "b")?.id).toBe("c");
    expect(nextRow(rows("a"), "a")).toBeUndefined();
  });

  it("moves on from a conversation that stands in two lists, as after a transfer", () => {
    expect(nextRow(rows("given given waiting"), "given")?.id).toBe("waiting");
    expect(nextRow(rows("given waiting given"), "given")?.id).toBe("waiting");
  });
});
