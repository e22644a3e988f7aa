import { expect, test } from "vitest";
import { mentionAt, offeredColleagues } from "./mention-text";

test.each([
  ["@", 1, { start: 0, letters: "" }],
  ["see @An", 7, { start: 4, letters: "an" }],
  ["see @An and", 7, { start: 4, letters: "an" }],
  ["ann@example", 11, null],
  ["@Ann Lee", 8, null],
] as const)("%j at %d calls %j", (text, caret, called) => {
  expect(mentionAt(text, caret)).toEqual(called);
});

test("finds a colleague by any of their names", () => {
  const colleagues = ["Ann Lee", "Leo", "Tom"].map((name) => ({ id: name, name }));
  expect(offeredColleagues(colleagues, "le").map(({ name }) => name)).toEqual(["Ann Lee", "Leo"]);
});
