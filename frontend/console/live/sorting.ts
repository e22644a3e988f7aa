/** The order of the queue's table: as customers are served, or by a column. */
import type { QueueEntry } from "../../shared/api/contract";

export type Column = "customer" | "reason" | "department" | "priority" | "waiting";

export interface Sorting {
  readonly column: Column | null;
  readonly descending: boolean;
}

/** As they are served. */
export const SERVING: Sorting = { column: null, descending: false };

/** The same column again turns the order around, and a third time goes back to the order of serving. */
export function next(sorting: Sorting, column: Column): Sorting {
  if (sorting.column !== column) return { column, descending: false };
  return sorting.descending ? SERVING : { column, descending: true };
}

/** `said` is what the table shows in the column, by which words are sorted. */
export function sorted(
  waiting: readonly QueueEntry[],
  { column, descending }: Sorting,
  said: (entry: QueueEntry, column: Column) => string,
): readonly QueueEntry[] {
  if (column === null) return waiting;
  const sign = descending ? -1 : 1;
  return [...waiting].sort((one, other) => {
    if (column === "priority") return sign * (one.priority - other.priority);
    if (column === "waiting") return sign * one.waiting_since.localeCompare(other.waiting_since);
    return sign * said(one, column).localeCompare(said(other, column));
  });
}
