/** Whether people are there and how soon they usually answer; outside opening hours, when they are back. */

import type { JSX } from "preact";
import type { WidgetSettings } from "../../shared/api/contract";
import { openingTime, waitRange } from "../../shared/time/time";
import { ownText } from "../settings/own-texts";
import { useWidget, useWords } from "../views/context";

export function isThere(settings: WidgetSettings | null): boolean {
  return settings?.open === true && settings.agents_available > 0;
}

export function Presence(): JSX.Element | null {
  const { store } = useWidget();
  const words = useWords();
  const settings = store.settings.value;
  if (!settings) return null;
  return (
    <p class="presence">
      <span class={isThere(settings) ? "dot dot-there" : "dot"} aria-hidden="true" />
      <span dir="auto">{presenceText(settings, words, [...store.locales.value, words.locale])}</span>
    </p>
  );
}

function presenceText(
  settings: WidgetSettings,
  words: ReturnType<typeof useWords>,
  locales: readonly string[],
): string {
  const { open, opens_at, usual_wait_seconds: usual } = settings;
  if (open && isThere(settings)) {
    return usual === null
      ? words("presence_here")
      : words("presence_usual", { range: waitRange([usual, usual], words) });
  }
  const own = open ? null : ownText(settings, "nobody_here", locales);
  if (own) return own;
  if (opens_at) return words("presence_back", { time: openingTime(opens_at, words.locale) });
  return words(open ? "subtitle_bot" : "greeting_closed");
}
