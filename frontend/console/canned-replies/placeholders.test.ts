import { describe, expect, test } from "vitest";
import { calledAt, offered, putIn, unfilled } from "./placeholders";

const reply = (shortcut: string, title: string): Parameters<typeof offered>[0][number] => ({
  id: shortcut,
  shortcut,
  title,
  text: title,
  missing: [],
});

describe("calledAt", () => {
  test.each([
    ["/re", 3, { start: 0, letters: "re" }],
    ["Hello /Re", 9, { start: 6, letters: "re" }],
    ["a\n/", 3, { start: 2, letters: "" }],
    ["/re and more", 3, { start: 0, letters: "re" }],
  ])("%j at %i", (text, caret, expected) => {
    expect(calledAt(text, caret)).toEqual(expected);
  });

  test.each([
    ["and/or", 6],
    ["https://example.com", 19],
    ["/re fund", 8],
    ["", 0],
  ])("%j at %i calls nothing", (text, caret) => {
    expect(calledAt(text, caret)).toBeNull();
  });
});

test("lists matches by shortcut before matches by title, at most six", () => {
  const replies = [reply("bye", "Thank you"), reply("thanks", "Gratitude"), reply("x", "Other")];
  expect(offered(replies, "th").map(({ id }) => id)).toEqual(["thanks", "bye"]);
  const many = Array.from({ length: 9 }, (_, index) => reply(`a${index}`, "t"));
  expect(offered(many, "")).toHaveLength(6);
});

test("replaces the call and keeps the rest of the text", () => {
  expect(putIn("Hi /by there", { start: 3, letters: "by" }, 6, "Goodbye")).toEqual(["Hi Goodbye there", 10]);
});

test("finds a variable that is not filled in", () => {
  expect(unfilled("About {order_number}: {x}")).toBe("{order_number}");
  expect(unfilled("About {x}")).toBeNull();
});
