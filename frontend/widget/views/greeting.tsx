/** What the company says to everybody: its greeting, its notice and its word on privacy. */

import type { JSX } from "preact";
import type { WidgetSettings } from "../../shared/api/contract";
import { ownText, ownTextInAny } from "../settings/own-texts";
import { useWidget, useWords } from "./context";

export function GreetingText(): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const settings = store.settings.value;
  const locales = [...store.locales.value, words.locale];
  return (
    <p class="greeting-text" dir="auto">
      {ownText(settings, "greeting", locales) ?? defaultGreeting(settings, words)}
    </p>
  );
}

export function GreetingNotes(): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const settings = store.settings.value;
  const locales = [...store.locales.value, words.locale];
  const notice = ownTextInAny(settings, "notice", locales);
  return (
    <>
      {notice && (
        <p class="greeting-note" dir="auto">
          {notice}
        </p>
      )}
      {!store.formNeeded.value && <PrivacyNote />}
    </>
  );
}

/** The company's word on privacy: in the form before the chat, if there is one. */
export function PrivacyNote(): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const settings = store.settings.value;
  const privacy = ownTextInAny(settings, "privacy_note", [...store.locales.value, words.locale]);
  return (
    <>
      {privacy && (
        <p class="greeting-note" dir="auto">
          {privacy}
        </p>
      )}
      {settings?.privacy_link && (
        <p class="greeting-note">
          <a href={settings.privacy_link} target="_blank" rel="noopener noreferrer">
            {words("privacy_link")}
          </a>
        </p>
      )}
    </>
  );
}

/** What stands at the top of every conversation. */
export function Greeting(): JSX.Element {
  return (
    <div class="greeting">
      <GreetingText />
      <GreetingNotes />
    </div>
  );
}

function defaultGreeting(settings: WidgetSettings | null, words: ReturnType<typeof useWords>): string {
  return settings?.company ? words("greeting_company", { company: settings.company }) : words("greeting");
}
