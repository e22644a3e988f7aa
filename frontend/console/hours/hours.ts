/** Opening hours as they are edited and as they are sent. The days that differ from the week are in `special-days.ts`. */
import type { Hours, SpecialDay } from "../../shared/api/contract";
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

const DAY_ENDS = 24 * 60;
const BREAK = 60;
const HALF_A_DAY = 5 * 60;

/** The hours of a new department. */
export function usualHours(timeZone: string): Hours {
  const weekly = Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, [["09:00", "17:00"]]]));
  return { time_zone: timeZone, weekly: weekly as Hours["weekly"], holidays: [], special_days: [] };
}

/** Normalised: sorted keys, no closed days of the week, so that equal hours compare as equal. */
export function hoursFrom({ time_zone, weekly, holidays, special_days }: Hours): Hours {
  const open = DAYS.filter((day) => weekly[day]?.length);
  return {
    time_zone,
    weekly: Object.fromEntries(open.map((day) => [day, weekly[day]])),
    ...daysFrom(holidays, special_days),
  };
}

export interface SpecialDays {
  readonly holidays: readonly string[];
  readonly special_days: readonly Required<SpecialDay>[];
}

/** A day that is only closed is a holiday; one with a name or hours of its own is a special day. Each in order. */
export function daysFrom(holidays: readonly string[] = [], special: readonly SpecialDay[] = []): SpecialDays {
  const days = new Map<string, Required<SpecialDay>>();
  for (const date of holidays) days.set(date, { date, name: "", open: [] });
  for (const { date, name, open } of special) days.set(date, { date, name: name ?? "", open: open ?? [] });
  const all = [...days.values()].sort((one, other) => one.date.localeCompare(other.date));
  const plain = (day: Required<SpecialDay>): boolean => !day.name && day.open.length === 0;
  return {
    holidays: all.filter(plain).map(({ date }) => date),
    special_days: all.filter((day) => !plain(day)),
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

function minutes(hours: string | undefined, rest: string | undefined): number {
  const past = Number(rest ?? 0);
  return past > 59 ? Number.NaN : Number(hours) * 60 + past;
}

function clock(total: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(total / 60))}:${two(total % 60)}`;
}
