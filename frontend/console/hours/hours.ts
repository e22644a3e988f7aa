/** Opening hours as text: "08:00-12:00, 13:00-18:00" for a day, "2026-12-24, 12-25" for holidays. */
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

const SPAN = /^(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?$/;
const HOLIDAY = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/;
const LEAP_YEAR = 2024;
const DAY_ENDS = 24 * 60;

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

export function spansText(spans: readonly Span[] | undefined): string {
  return (spans ?? []).map(([from, to]) => `${from}-${to}`).join(", ");
}

/** The time spans of a day in order; null if the text is invalid. */
export function spansFrom(text: string): Span[] | null {
  const found = parts(text).map(spanFrom);
  if (found.some((span) => span === null)) return null;
  const spans = (found as Span[]).sort(([one], [other]) => one.localeCompare(other));
  const overlaps = spans.some(([from], index) => index > 0 && from < (spans[index - 1] as Span)[1]);
  return overlaps ? null : spans;
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

/** The weekdays have Monday's hours; Saturday and Sunday stay. */
export function likeMonday(hours: Hours): Hours {
  const monday = hours.weekly.monday ?? [];
  const weekdays = Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, monday]));
  return hoursFrom({ ...hours, weekly: { ...hours.weekly, ...weekdays } });
}

function parts(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function spanFrom(text: string): Span | null {
  const found = SPAN.exec(text);
  if (!found) return null;
  const from = minutes(found[1], found[2]);
  const to = minutes(found[3], found[4]);
  return from < to && to <= DAY_ENDS ? [clock(from), clock(to)] : null;
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
