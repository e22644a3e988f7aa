/** Common choices for “later”: in an hour, this evening, tomorrow morning, on Monday; in the reader's time zone. */

export const LATER = ["hour", "evening", "tomorrow", "monday"] as const;

export type Later = (typeof LATER)[number];

const EVENING = 18;
const MORNING = 9;

/** The time that a choice means now; null if it has passed today. */
export function momentOf(later: Later, from: Date): Date | null {
  if (later === "hour") return new Date(from.getTime() + 3_600_000);
  if (later === "evening") return from.getHours() < EVENING - 1 ? at(from, 0, EVENING) : null;
  if (later === "tomorrow") return at(from, 1, MORNING);
  return at(from, (8 - from.getDay()) % 7 || 7, MORNING);
}

/** In the format of `<input type="datetime-local">`. */
export function localText(moment: Date): string {
  const part = (value: number): string => String(value).padStart(2, "0");
  const day = `${moment.getFullYear()}-${part(moment.getMonth() + 1)}-${part(moment.getDate())}`;
  return `${day}T${part(moment.getHours())}:${part(moment.getMinutes())}`;
}

function at(from: Date, days: number, hour: number): Date {
  return new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, hour);
}
