/** Sorts and filters the rows of the inbox. */
import type { Timer } from "../../shared/api/contract";

export const ORDERS = ["urgent", "oldest", "newest"] as const;
export type Order = (typeof ORDERS)[number];

/** One value for each quality; empty for any. */
export interface Filter {
  readonly reason: string;
  readonly department: string;
  readonly language: string;
  readonly tag: string;
  readonly priority: string;
}

export const EVERYTHING: Filter = { reason: "", department: "", language: "", tag: "", priority: "" };

/** What sorting and filtering need to know of a row. */
export interface Qualities {
  readonly reason: string | null;
  readonly department: string | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly priority: number;
  readonly timers: readonly Timer[];
  readonly unread: number;
  /** When the wait began, or when the last message came. */
  readonly since: string;
}

/** The rows that fit the filter, in the order. Urgent: broken timers, then unread messages, then the given order. */
export function selected<Row extends Qualities>(
  rows: readonly Row[],
  filter: Filter,
  order: Order,
  now: number,
): readonly Row[] {
  const fitting = rows.filter((row) => fits(row, filter));
  if (order === "urgent") return stable(fitting, (row) => urgency(row, now));
  const sign = order === "oldest" ? 1 : -1;
  return [...fitting].sort((one, other) => sign * one.since.localeCompare(other.since));
}

export function countFilters(filter: Filter): number {
  return Object.values(filter).filter(Boolean).length;
}

/** The values of a quality that rows have, for the choice of a filter. */
export function valuesOf(rows: readonly Qualities[], quality: keyof Filter): readonly string[] {
  const values = rows.flatMap((row) => {
    if (quality === "tag") return row.tags;
    return [String(row[quality] ?? "")];
  });
  return [...new Set(values)].filter(Boolean).sort();
}

function fits(row: Qualities, filter: Filter): boolean {
  return (
    (!filter.reason || row.reason === filter.reason) &&
    (!filter.department || row.department === filter.department) &&
    (!filter.language || row.language === filter.language) &&
    (!filter.priority || String(row.priority) === filter.priority) &&
    (!filter.tag || row.tags.includes(filter.tag))
  );
}

function urgency(row: Qualities, now: number): number {
  const due = row.timers[0]?.due_at;
  if (due && Date.parse(due) <= now) return 0;
  return row.unread > 0 ? 1 : 2;
}

function stable<Row>(rows: readonly Row[], rank: (row: Row) => number): readonly Row[] {
  return [...rows].sort((one, other) => rank(one) - rank(other));
}
