/** The days that differ from the week, as rows of fields: in the order in which they come, past ones apart. */
import type { Hours } from "../../shared/api/contract";
import { daysFrom, type SpecialDays, spansOf, type Times, timesOf } from "./hours";

export interface DayRow {
  readonly key: number;
  /** As a date field has it, with a year; empty where nothing is filled in. */
  readonly date: string;
  readonly yearly: boolean;
  readonly name: string;
  readonly open: boolean;
  readonly times: readonly Times[];
  /** Decided when the rows are put in order, so that a row stays in its place while somebody writes in it. */
  readonly past: boolean;
}

export type DayFault = "missing" | "twice" | "times";

const DATE = /^2\d{3}-\d{2}-\d{2}$/;
const LAST = "9999";
const YEARS_TO_A_LEAP_YEAR = 8;

/** The date in this zone, such as 2030-12-24. */
export function todayIn(zone: string, now = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(now);
}

export function rowsOf({ holidays, special_days }: Hours, today: string): DayRow[] {
  const days = daysFrom(holidays, special_days);
  const all = [...days.holidays.map((date) => ({ date, name: "", open: [] })), ...days.special_days];
  const rows = all.map(({ date, name, open }, key) => {
    const yearly = !DATE.test(date);
    const shown = yearly ? `${today.slice(0, 4)}-${date}` : date;
    return { key, date: shown, yearly, name, open: open.length > 0, times: timesOf(open), past: false };
  });
  return inOrder(rows, today);
}

/** A day of every year stands where it comes next, and shows that year. Unfinished rows come last. */
export function inOrder(rows: readonly DayRow[], today: string): DayRow[] {
  const placed = rows.map((row) => {
    if (row.yearly) return { ...row, date: nextOf(row.date, today), past: false };
    return { ...row, past: row.date !== "" && row.date < today };
  });
  return placed.sort((one, other) => (one.date || LAST).localeCompare(other.date || LAST));
}

/** What is wrong with which row. */
export function faultsOf(rows: readonly DayRow[]): ReadonlyMap<number, DayFault> {
  const faults = new Map<number, DayFault>();
  const seen = new Set<string>();
  for (const row of rows) {
    const date = storedDate(row);
    if (!DATE.test(row.date)) faults.set(row.key, "missing");
    else if (seen.has(date)) faults.set(row.key, "twice");
    else if (row.open && !spansOf(row.times)?.length) faults.set(row.key, "times");
    seen.add(date);
  }
  return faults;
}

/** As they are sent; null if something is wrong. */
export function daysOf(rows: readonly DayRow[]): SpecialDays | null {
  if (faultsOf(rows).size) return null;
  return daysFrom(
    [],
    rows.map((row) => ({
      date: storedDate(row),
      name: row.name.trim(),
      open: (row.open && spansOf(row.times)) || [],
    })),
  );
}

export function emptyRow(rows: readonly DayRow[]): DayRow {
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  return { key, date: "", yearly: false, name: "", open: false, times: [], past: false };
}

function storedDate({ date, yearly }: DayRow): string {
  return yearly ? date.slice(5) : date;
}

/** When the day of this date comes next; 29 February waits for its year. */
function nextOf(date: string, today: string): string {
  const year = Number(today.slice(0, 4));
  for (let ahead = 0; ahead <= YEARS_TO_A_LEAP_YEAR; ahead++) {
    const next = `${year + ahead}-${date.slice(5)}`;
    const moment = new Date(`${next}T00:00:00Z`);
    const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(next);
    if (exists && next >= today) return next;
  }
  return date;
}
