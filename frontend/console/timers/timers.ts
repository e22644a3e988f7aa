/** A timer in words: how much time is left, or how much it is overdue. */
import type { Timer } from "../../shared/api/contract";
import { fullTime } from "../../shared/time/time";
import { type ConsoleWords, codeText } from "../messages";

export type Stage = "running" | "warning" | "broken";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function stageOf(timer: Timer, now: number): Stage {
  if (now >= Date.parse(timer.due_at)) return "broken";
  return now >= Date.parse(timer.warn_at) ? "warning" : "running";
}

export function timerText(timer: Timer, words: ConsoleWords, now: number): string {
  const left = Date.parse(timer.due_at) - now;
  const name = codeText(words, "timer", timer.kind);
  if (left <= 0) return words("timer_overdue", { name, time: roughly(-left, words) });
  if (left >= DAY) return words("timer_due_on", { name, time: fullTime(timer.due_at, words.locale) });
  return words("timer_due_in", { name, time: roughly(left, words) });
}

/** The time left, or with a minus the time it is overdue, in the largest unit. */
export function timerShort(timer: Timer, words: ConsoleWords, now: number): string {
  const left = Date.parse(timer.due_at) - now;
  const [length, name] = inUnit(Math.abs(left));
  const sign = left < 0 && length > 0 ? "−" : "";
  const format = { style: "unit", unit: name, unitDisplay: "short" } as const;
  return `${sign}${new Intl.NumberFormat(words.locale, format).format(length)}`;
}

function inUnit(length: number): [count: number, name: string] {
  if (length < 2 * HOUR) return [Math.floor(length / MINUTE), "minute"];
  return length < 2 * DAY ? [Math.floor(length / HOUR), "hour"] : [Math.floor(length / DAY), "day"];
}

/** A conversation with the timers that its newest message brought. */
export function withTimers<Item extends { timers?: readonly Timer[] }>(
  items: readonly Item[],
  isIt: (item: Item) => boolean,
  timers: readonly Timer[],
): readonly Item[] {
  return items.some(isIt) ? items.map((item) => (isIt(item) ? { ...item, timers } : item)) : items;
}

function roughly(length: number, words: ConsoleWords): string {
  if (length < MINUTE) return words("timer_moment");
  return unit(...inUnit(length), words);
}

function unit(count: number, name: string, words: ConsoleWords): string {
  return new Intl.NumberFormat(words.locale, { style: "unit", unit: name, unitDisplay: "long" }).format(
    count,
  );
}
