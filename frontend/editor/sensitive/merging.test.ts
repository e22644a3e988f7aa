/** Two changes of one topic at once: nobody's phrases are lost. */
import { expect, test } from "vitest";
import { EMPTY, mergeTopics } from "./merging";

const BASE = { name: "Recalls", phrases: "recalled\nis there a recall", active: true };

test("what both added and took away counts", () => {
  const theirs = { ...BASE, phrases: "recalled\nis there a recall\nsafety notice", active: false };
  const mine = { ...BASE, phrases: "recalled\ncalled back" };
  expect(mergeTopics(BASE, theirs, mine)).toEqual({
    name: "Recalls",
    phrases: "recalled\nsafety notice\ncalled back",
    active: false,
  });
});

test("a phrase that both added stands once, and a name that both changed is mine", () => {
  const theirs = { ...BASE, name: "Call-backs", phrases: `${BASE.phrases}\nsafety notice` };
  const mine = { ...BASE, name: "Returns", phrases: `${BASE.phrases}\nsafety notice` };
  expect(mergeTopics(BASE, theirs, mine)).toEqual({ ...mine });
});

test("another beginning takes away its own phrases and leaves what was typed", () => {
  const [dutch, german] = [
    { name: "Letsel", phrases: "gewond\ngevallen", active: true },
    { name: "Verletzung", phrases: "verletzt", active: true },
  ];
  const typed = { ...dutch, phrases: "gewond\ngevallen\nhurt" };
  expect(mergeTopics(dutch, german, typed)).toEqual({ ...german, phrases: "verletzt\nhurt" });
  expect(mergeTopics(german, EMPTY, { ...german, phrases: "hurt" })).toEqual({ ...EMPTY, phrases: "hurt" });
});
