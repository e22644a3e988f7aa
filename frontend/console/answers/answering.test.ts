import { expect, test } from "vitest";
import { type Answering, mostOf, settingAt } from "./answering";

const shares = { answered: 0.5, tentative: 0, clarified: 0.2, handed_over: 0.3 };
const state = {
  settings: [0.8, 0.9].map((promise) => ({ promise, threshold: promise, lately: null, calibrated: shares })),
} as unknown as Answering;

test("shows the setting nearest to the slider", () => {
  expect(settingAt(state, 0.9)?.promise).toBe(0.9);
  expect(settingAt(state, 0.83)?.promise).toBe(0.8);
  expect(settingAt({ ...state, settings: [] }, 0.9)).toBeNull();
});

test("rounds the end of an axis up to a tenth", () => {
  expect(mostOf([0.04, 0.18])).toBeCloseTo(0.2);
  expect(mostOf([0.99])).toBe(1);
  expect(mostOf([])).toBeCloseTo(0.1);
});
