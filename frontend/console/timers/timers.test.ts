import { expect, test } from "vitest";
import type { Timer } from "../../shared/api/contract";
import { en as common } from "../../shared/messages/en";
import { createWords } from "../../shared/words";
import { type ConsoleWords, en } from "../messages";
import { stageOf, timerShort, timerText } from "./timers";

const words = createWords("en", { ...common, ...en }, { ...common, ...en }) as ConsoleWords;
const start = Date.UTC(2030, 2, 7, 9, 0);
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const timer: Timer = { kind: "first_reply", since: at(0), warn_at: at(8), due_at: at(10) };

test.each([
  [0, "running", "First reply due in 10 minutes"],
  [8, "warning", "First reply due in 2 minutes"],
  [9.5, "warning", "First reply due in under a minute"],
  [10, "broken", "First reply overdue by under a minute"],
  [190, "broken", "First reply overdue by 3 hours"],
] as const)("after %d minutes it is %s and says so in words", (minutes, stage, text) => {
  const now = start + minutes * 60_000;
  expect(stageOf(timer, now)).toBe(stage);
  expect(timerText(timer, words, now)).toBe(text);
});

test("shows the date of a timer that is due after a weekend", () => {
  const late: Timer = { ...timer, kind: "resolution", due_at: at(4 * 24 * 60) };
  expect(timerText(late, words, start)).toContain("Resolution due Mar");
});

test.each([
  [0, "10 min"],
  [10.5, "0 min"],
  [22, "−12 min"],
  [190, "−3 hr"],
])("after %d minutes the chip says %s", (minutes, text) => {
  expect(timerShort(timer, words, start + minutes * 60_000)).toBe(text);
});
