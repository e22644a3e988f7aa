/** What is asked of a report, and the addresses that answer it. */
import type { Figure, Report, Series } from "../../shared/api/contract";
import type { Query } from "../../shared/http";

export const TABS = [
  "volume",
  "service",
  "handling",
  "resolution",
  "satisfaction",
  "containment",
  "sample",
  "own",
] as const;

export type Tab = (typeof TABS)[number];

export interface Wanted {
  /** Days, such as 2030-03-04. Empty ones are the last thirty days. */
  readonly since: string;
  readonly until: string;
  readonly department: string;
  readonly agent: string;
  readonly channel: string;
  readonly topic: string;
  readonly language: string;
}

export const EVERYTHING: Wanted = {
  since: "",
  until: "",
  department: "",
  agent: "",
  channel: "",
  topic: "",
  language: "",
};

/** Stands for conversations without a topic or a language. */
export const NONE = "-";

export function queryOf(wanted: Wanted): Query {
  return Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, value || null]));
}

export function csvAddress(report: Report["report"], wanted: Wanted, table: string): string {
  const limits = Object.entries(wanted).filter(([, value]) => value !== "");
  return `/api/v1/reports/${report}/csv?${new URLSearchParams([["table", table], ...limits])}`;
}

/** The last days up to today, both given in the company's time zone. */
export function lastDays(today: string, days: number): Pick<Wanted, "since" | "until"> {
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - days + 1);
  return { since: first.toISOString().slice(0, 10), until: today };
}

export function isEmpty(report: Report): boolean {
  return (
    report.figures.every(({ value }) => !value) &&
    report.series.every(({ rows }) => rows.every(({ values }) => values.every((value) => !value)))
  );
}

export interface Bar {
  /** Different for each bar of a plot, where labels may be alike. */
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  /** The ends of its error bar. */
  readonly low?: number | null;
  readonly high?: number | null;
}

/** The bars of one column of a series. `name` says what a label is called. */
export function barsOf(series: Series, column: number, name: (label: string | null) => string): Bar[] {
  return series.rows.map(({ label, values }) => ({
    key: label ?? "",
    label: name(label),
    value: values[column] ?? null,
  }));
}

/** The shares of a report as bars with their error bars. */
export function sharesOf(figures: readonly Figure[], name: (key: string) => string): Bar[] {
  return figures
    .filter(({ unit }) => unit === "share")
    .map(({ key, value, low, high }) => ({ key, label: name(key), value, low, high }));
}

/** The end of an axis: a round number that no value exceeds. */
export function axisEnd(bars: readonly Bar[]): number {
  const most = Math.max(0, ...bars.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)));
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power;
}

/** Where an axis has its lines: its end is parted so that a count's lines are whole numbers, and no label is rounded. */
export function axisLines(most: number): number[] {
  const first = Number(String(most)[0]);
  const parts = most < 1 ? 1 : most <= 2 ? most : first === 2 ? 4 : 5;
  return Array.from({ length: parts + 1 }, (_, line) => (line * most) / parts);
}
