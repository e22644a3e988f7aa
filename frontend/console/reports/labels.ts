/** How a report's values and labels read in the reader's language. */
import type { Figure, ReportFilters, Series } from "../../shared/api/contract";
import { languageName } from "../departments/languages";
import { type ConsoleWords, codeText, topicText } from "../messages";

type Unit = Figure["unit"];

/** The name of a figure. */
export function codeTitle(key: string, words: ConsoleWords): string {
  return codeText(words, "figure", key);
}

export function valueText(value: number | null, unit: Unit, words: ConsoleWords): string {
  if (value === null) return words("reports_no_value");
  if (unit === "share") return formatted(value, words, { style: "percent", maximumFractionDigits: 1 });
  if (unit === "seconds") return secondsText(value, words);
  return formatted(value, words, { maximumFractionDigits: unit === "count" ? 0 : 2 });
}

function formatted(value: number, words: ConsoleWords, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(words.locale, options).format(value);
}

/** Two units at most: "45 s", "3 min 20 s", "2 h 5 min". */
export function secondsText(seconds: number, words: ConsoleWords): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts: [number, string][] = hours
    ? [
        [hours, "hour"],
        [minutes, "minute"],
      ]
    : [
        [minutes, "minute"],
        [rest, "second"],
      ];
  const shown = parts.filter(([value], place) => value > 0 || (place === 1 && whole < 60));
  return shown
    .map(([value, unit]) => formatted(value, words, { style: "unit", unit, unitDisplay: "short" }))
    .join(" ");
}

/** What a row of a series is called. */
export function labelText(
  label: string | null,
  by: Series["by"],
  words: ConsoleWords,
  known: ReportFilters | null = null,
): string {
  if (by === "minutes")
    return label === null ? words("reports_longer") : words("reports_within", { minutes: Number(label) });
  if (label === null) return words(`reports_none_${by === "language" ? "language" : "topic"}`);
  if (by === "day") return dayText(label, words);
  if (by === "hour") return `${label.padStart(2, "0")}:00`;
  if (by === "language") return languageName(label, words.locale);
  if (by === "reason") return codeText(words, "reason", label);
  if (by === "ending" || by === "action") return codeText(words, by === "ending" ? "ended" : "bot", label);
  if (by === "channel") return codeText(words, "channel", label);
  if (by === "topic") return topicText(label, words);
  if (by === "agent") return known?.agents.find(({ id }) => id === label)?.name ?? label;
  return label;
}

function dayText(day: string, words: ConsoleWords): string {
  const format = new Intl.DateTimeFormat(words.locale, { day: "numeric", month: "short", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}
