/** Opening hours as they are edited: the times of a day as fields, the holidays as text such as "2026-12-24, 12-25". */
import type { Hours } from "../../shared/api/contract";
import type { Day, Span } from "../api/types";

export const DAYS: readonly Day[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

const HOLIDAY = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/;
const LEAP_YEAR = 2024;
const DAY_ENDS = 24 * 60;
const BREAK = 60;
const HALF_A_DAY = 5 * 60;

/** The hours of a new department. */
export function usualHours(timeZone: string): Hours {
  const weekly = Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, [["09:00", "17:00"]]]));
  return { time_zone: timeZone, weekly: weekly as Hours["weekly"], holidays: [] };
}

/** Normalised: sorted keys, no closed days, so that equal hours compare as equal. */
export function hoursFrom({ time_zone, weekly, holidays }: Hours): Hours {
  const open = DAYS.filter((day) => weekly[day]?.length);
  return {
    time_zone,
    weekly: Object.fromEntries(open.map((day) => [day, weekly[day]])),
    holidays: holidays ?? [],
  };
}

/** One row of fields; a time that is not filled in is empty. */
export interface Times {
  readonly from: string;
  readonly to: string;
}

/** A field of a clock has no 24:00: the end of a day is its 00:00. */
export function timesOf(spans: readonly Span[] | undefined): readonly Times[] {
  return (spans ?? []).map(([from, to]) => ({ from, to: to === "24:00" ? "00:00" : to }));
}

/** The time spans of a day in order; null if one is not filled in, ends before it begins, or overlaps another. */
export function spansOf(times: readonly Times[]): Span[] | null {
  const spans = times.map(({ from, to }): Span => [from, to === "00:00" ? "24:00" : to]);
  if (spans.some(([from, to]) => !from || !to || from >= to)) return null;
  spans.sort(([one], [other]) => one.localeCompare(other));
  const overlaps = spans.some(([from], index) => index > 0 && from < (spans[index - 1] as Span)[1]);
  return overlaps ? null : spans;
}

/** What a further row begins with: common hours, after a break, or nothing where the day has no room. */
export function furtherTimes(times: readonly Times[]): Times {
  const last = times.at(-1)?.to;
  if (last === undefined) return { from: "09:00", to: "17:00" };
  const [hours, rest] = last.split(":");
  const from = minutes(hours, rest) + BREAK;
  return last && last !== "00:00" && from + BREAK < DAY_ENDS
    ? { from: clock(from), to: clock(Math.min(from + HALF_A_DAY, DAY_ENDS - BREAK)) }
    : { from: "", to: "" };
}

export function holidaysText(holidays: readonly string[] | undefined): string {
  return (holidays ?? []).join(", ");
}

/** The days in order; null if one is invalid. */
export function holidaysFrom(text: string): string[] | null {
  const days = parts(text);
  return days.every(isDay) ? [...new Set(days)].sort() : null;
}

/** How far into the day this time is, in per cent. */
export function shareOfDay(time: string): number {
  const [hours, rest] = time.split(":");
  return (minutes(hours, rest) / DAY_ENDS) * 100;
}

/** These days have the same hours as that one. */
export function copied(hours: Hours, from: Day, to: readonly Day[]): Hours {
  const times = hours.weekly[from] ?? [];
  return hoursFrom({
    ...hours,
    weekly: { ...hours.weekly, ...Object.fromEntries(to.map((day) => [day, times])) },
  });
}

function parts(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function minutes(hours: string | undefined, rest: string | undefined): number {
  const past = Number(rest ?? 0);
  return past > 59 ? Number.NaN : Number(hours) * 60 + past;
}

function clock(total: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(total / 60))}:${two(total % 60)}`;
}

function isDay(text: string): boolean {
  const found = HOLIDAY.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1] ?? LEAP_YEAR), Number(found[2]), Number(found[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
