import { describe, expect, it } from "vitest";
import { tagsOf } from "./tag-text";

describe("typed tags", () => {
  it.each([
    ["Refund,  Credit   Card, refund", ["refund", "credit card"]],
    [" , ,", []],
    ["e-bike 2", ["e-bike 2"]],
  ])("%s", (typed, tags) => expect(tagsOf(typed)).toEqual(tags));
});
