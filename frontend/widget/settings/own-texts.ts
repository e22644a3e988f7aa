/** The company's own texts, where it has written one that this reader understands. */
import type { OwnText, WidgetSettings } from "../../shared/types";

/** In one of the reader's languages, the first that there is; null if there is none, so that the widget's own words do. */
export function ownText(
  settings: WidgetSettings | null,
  name: OwnText,
  locales: readonly string[],
): string | null {
  const texts = settings?.texts?.[name] ?? {};
  for (const locale of locales) {
    const text = texts[locale.toLowerCase().split("-")[0] ?? ""];
    if (text) return text;
  }
  return null;
}

/** For texts that the widget has no words of its own for: rather in another language than not at all. */
export function ownTextInAny(
  settings: WidgetSettings | null,
  name: OwnText,
  locales: readonly string[],
): string | null {
  const texts = Object.values(settings?.texts?.[name] ?? {});
  return ownText(settings, name, [...locales, "en"]) ?? texts[0] ?? null;
}
