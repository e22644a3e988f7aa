/** The company's settings as the server describes them, and small questions about them. */

export const TEXTS = [
  "greeting",
  "notice",
  "unsure",
  "hand_over",
  "nobody_here",
  "out_of_scope",
  "closing",
  "privacy_note",
] as const;

export const LINES = [
  "company",
  "bot_name",
  "accent",
  "time_zone",
  "date_format",
  "help_widget",
  "form_name",
  "form_email",
  "form_department",
  "mask_names",
  "privacy_link",
] as const;

export type TextName = (typeof TEXTS)[number];
export type LineName = (typeof LINES)[number];
export type FieldName = TextName | LineName | "sites";
export type ImageName = "logo" | "picture";

/** A text in each language; null where there is none. */
export type Value = string | readonly string[] | Readonly<Record<string, string>> | null;

export interface Described {
  value: Value;
  source: "stored" | "environment" | "default";
  /** What holds when nothing is stored. */
  fallback: Value;
}

export interface CompanySettings {
  version: number;
  changed_by: string | null;
  changed_at: string | null;
  values: Record<FieldName, Described>;
  images: Record<ImageName, string | null>;
  placeholders: readonly string[];
  date_formats: readonly string[];
  snippet: string;
}

/** Whether two values are the same; the order of languages does not matter. */
export function same(one: Value, other: Value): boolean {
  return plain(one) === plain(other);
}

function plain(value: Value): string {
  if (value === null || typeof value === "string" || Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}

/** What is stored itself, without what would hold instead. */
export function storedValue({ value, source }: Described): Value {
  return source === "stored" ? value : null;
}

/** A value as one short line, to compare two of them. */
export function inShort(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.join(", ");
  return Object.entries(value)
    .map(([language, text]) => `${language}: ${text}`)
    .join("; ");
}
