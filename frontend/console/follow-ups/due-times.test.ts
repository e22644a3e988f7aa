import { describe, expect, test } from "vitest";
import { localText, momentOf } from "./due-times";

const thursday = new Date(2030, 2, 7, 14, 30);

describe("momentOf", () => {
  test.each([
    ["hour", "2030-03-07T15:30"],
    ["evening", "2030-03-07T18:00"],
    ["tomorrow", "2030-03-08T09:00"],
    ["monday", "2030-03-11T09:00"],
  ] as const)("%s on a Thursday afternoon", (later, expected) => {
    expect(localText(momentOf(later, thursday) as Date)).toBe(expected);
  });

  test("offers no evening after half past five", () => {
    expect(momentOf("evening", new Date(2030, 2, 7, 17, 30))).toBeNull();
  });

  test.each([0, 1, 2, 3, 4, 5, 6])("Monday is always in the future, also %i days later", (days) => {
    const from = new Date(2030, 2, 7 + days, 23, 59);
    const monday = momentOf("monday", from) as Date;
    expect(monday.getDay()).toBe(1);
    expect(monday.getTime()).toBeGreaterThan(from.getTime());
    expect(monday.getTime() - from.getTime()).toBeLessThanOrEqual(7 * 86_400_000);
  });
});
