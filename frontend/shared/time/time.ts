/** Formats times and waits, in the reader's language and time zone. */

import type { DateOrder } from "../api/types";
import type { CommonKey } from "../messages/en";
import type { Words } from "../words";

export function clockTime(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date(iso));
}

/** "Ines, Sam and Ada", in the reader's language. */
export function listed(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}

/** The local time in another zone, with the zone's name if it differs from the reader's time. */
export function wallTime(iso: string, zone: string | null, locale: string, own?: string): string {
  const moment = new Date(iso);
  const style = { hour: "2-digit", minute: "2-digit" } as const;
  const here = new Intl.DateTimeFormat(locale, { ...style, timeZone: own }).format(moment);
  try {
    const options = { ...style, timeZone: zone ?? own };
    const there = new Intl.DateTimeFormat(locale, options).format(moment);
    if (there === here) return here;
    return new Intl.DateTimeFormat(locale, { ...options, timeZoneName: "short" }).format(moment);
  } catch {
    return here; // a zone that the browser does not know
  }
}

/** When something opens: the time, and the day unless that is today. */
export function openingTime(iso: string, locale: string, now: Date = new Date()): string {
  const moment = new Date(iso);
  const days = Math.round((startOfDay(moment) - startOfDay(now)) / DAY_MS);
  const day: Intl.DateTimeFormatOptions =
    days === 0 ? {} : days < 7 ? WEEKDAY : { ...WEEKDAY, day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(locale, { ...day, hour: "numeric", minute: "2-digit" }).format(moment);
}

const DAY_MS = 86_400_000;
const WEEKDAY: Intl.DateTimeFormatOptions = { weekday: "long" };

export function fullTime(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

/** "Today", "Yesterday" or a date, for the line between two days. */
export function dayName(
  iso: string,
  words: Words<CommonKey>,
  order: DateOrder = "reader",
  now: Date = new Date(),
): string {
  const days = Math.round((startOfDay(now) - startOfDay(new Date(iso))) / 86_400_000);
  if (days === 0) return words("today");
  if (days === 1) return words("yesterday");
  return dateIn(new Date(iso), words.locale, order);
}

/** A date in the reader's language, and in the company's order if it has one. */
export function dateIn(date: Date, locale: string, order: DateOrder): string {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
  if (order === "reader") return format.format(date);
  const two = (value: number): string => String(value).padStart(2, "0");
  if (order === "year_first")
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const parts = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return order === "day_first"
    ? `${parts.day} ${parts.month} ${parts.year}`
    : `${parts.month} ${parts.day}, ${parts.year}`;
}

export function sameDay(a: string, b: string): boolean {
  return startOfDay(new Date(a)) === startOfDay(new Date(b));
}

/** How long ago, roughly: "5 min. ago". */
export function ago(iso: string, words: Words<CommonKey>, now: Date = new Date()): string {
  const seconds = Math.round((now.getTime() - new Date(iso).getTime()) / 1000);
  if (seconds < 45) return words("just_now");
  const format = new Intl.RelativeTimeFormat(words.locale, { style: "short", numeric: "always" });
  if (seconds < 3600) return format.format(-Math.max(1, Math.round(seconds / 60)), "minute");
  if (seconds < 86_400) return format.format(-Math.round(seconds / 3600), "hour");
  return format.format(-Math.round(seconds / 86_400), "day");
}

/** A running time such as a wait: `4:07`, or `1:04:07` after an hour. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const tail = `${String(minutes).padStart(hours ? 2 : 1, "0")}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}

/** An estimate in minutes, rounded to avoid false precision. */
export function waitRange(range: readonly [number, number], words: Words<CommonKey>): string {
  const low = Math.floor(range[0] / 60);
  const high = Math.ceil(range[1] / 60);
  if (high <= 1) return words("wait_under_a_minute");
  if (low === high || low < 1) return words.count("wait_minutes", high);
  return words.count("wait_range", high, { low, high });
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
