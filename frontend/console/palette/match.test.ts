import { expect, test } from "vitest";
import { matching } from "./match";

const LABELS = [
  "Give back to bot",
  "Back to queue",
  "Resolve",
  "Open conversation: Zoë Müller",
  "Go to Inbox",
];
const found = (typed: string): readonly string[] => matching(LABELS, typed, (label) => label);

test.each([
  ["", LABELS],
  ["  ", LABELS],
  ["bot give", ["Give back to bot"]],
  ["zoe mul", ["Open conversation: Zoë Müller"]],
  ["rslv", ["Resolve"]],
  ["solve", ["Resolve"]],
  ["back zebra", []],
])("%j finds %j", (typed, expected) => {
  expect(found(typed)).toEqual(expected);
});

test("ranks matches at the start before matches inside, and keeps the order of equal matches", () => {
  expect(found("b")).toEqual(["Give back to bot", "Back to queue", "Go to Inbox"]);
  expect(matching(["Unresolved", "Resolve"], "resol", (label) => label)).toEqual(["Resolve", "Unresolved"]);
});
