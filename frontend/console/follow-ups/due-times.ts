/** The times that people mean by “later”: in an hour, this evening, tomorrow morning, next week; in the reader's zone. */

export const LATER = ["hour", "evening", "tomorrow", "monday"] as const;

export type Later = (typeof LATER)[number];

const EVENING = 18;
const MORNING = 9;

/** The moment that a word means now; null where it has none left today. */
export function momentOf(later: Later, from: Date): Date | null {
  if (later === "hour") return new Date(from.getTime() + 3_600_000);
  if (later === "evening") return from.getHours() < EVENING - 1 ? at(from, 0, EVENING) : null;
  if (later === "tomorrow") return at(from, 1, MORNING);
  return at(from, (8 - from.getDay()) % 7 || 7, MORNING);
}

/** As `<input type="datetime-local">` wants it. */
export function localText(moment: Date): string {
  const part = (value: number): string => String(value).padStart(2, "0");
  const day = `${moment.getFullYear()}-${part(moment.getMonth() + 1)}-${part(moment.getDate())}`;
  return `${day}T${part(moment.getHours())}:${part(moment.getMinutes())}`;
}

function at(from: Date, days: number, hour: number): Date {
  return new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, hour);
}
