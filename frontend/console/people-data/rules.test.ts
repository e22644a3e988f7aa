/** What the form of retention sends is what was read, and an empty field keeps for good. */
import { expect, it } from "vitest";
import { EVERYBODY, filledFrom, rulesFrom } from "./rules";

it("sends back the rules that were read", () => {
  const rules = [
    { department_id: null, days: 365 },
    { department_id: "dep_1", days: 30 },
    { department_id: "dep_2", days: null },
  ];
  expect(rulesFrom(filledFrom(rules, ["dep_1", "dep_2", "dep_3"]))).toEqual(rules);
});

it("has no rule while nothing is typed, and none of a department without a time of its own", () => {
  const filled = filledFrom([], ["dep_1"]);
  expect(filled).toEqual({ [EVERYBODY]: { own: true, days: "" }, dep_1: { own: false, days: "" } });
  expect(rulesFrom(filled)).toEqual([]);
  expect(rulesFrom({ ...filled, dep_1: { own: true, days: "" } })).toEqual([
    { department_id: "dep_1", days: null },
  ]);
});
