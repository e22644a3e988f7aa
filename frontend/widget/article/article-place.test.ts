/** A reader who goes on where the reply ended lands at that section, whatever has become of the article. */
import { expect, it } from "vitest";
import { levelOfFirst, placeOf } from "./article-place";

const HEADINGS = [
  { level: 4, text: "Delivery" },
  { level: 5, text: "What it costs" },
  { level: 4, text: "Returns" },
  { level: 5, text: "What it costs" },
  { level: 4, text: "Where we do not deliver" },
];

it.each([
  ["Delivery", 0],
  ["Delivery › What it costs", 1],
  ["Returns › What it costs", 3],
  ["Where we do *not* deliver", 4],
  ["Parcels › What it costs", 1],
  ["Gone for good", null],
  ["", null],
  ["***", null],
])("%j", (section, place) => expect(placeOf(section, HEADINGS)).toBe(place));

it.each([
  ["# One\n\n## Two", 3],
  ["Before.\n\n## Two\n\n### Three\n\n## Two", 2],
  ["### Three", 1],
  ["#### Four", 0],
  ["None at all", 3],
])("the outermost heading of %j is of the third level", (text, first) => {
  expect(levelOfFirst(text, 3)).toBe(first);
});
