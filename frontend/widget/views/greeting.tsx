/** What stands at the top of every conversation, with suggestions until the customer has written. */
import type { JSX } from "preact";
import type { WidgetSettings } from "../../shared/types";
import { ownText, ownTextInAny } from "../settings/own-texts";
import { useWidget, useWords } from "./context";

export function Greeting(): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const settings = store.settings.value;
  const fresh =
    store.timeline.value.length === 0 && store.outgoing.value.length === 0 && !store.conversation.value;
  const locales = [...store.locales.value, words.locale];
  const notice = ownTextInAny(settings, "notice", locales);
  const privacy = ownTextInAny(settings, "privacy_note", locales);
  const offers = fresh ? (settings?.suggestions ?? []) : [];
  return (
    <div class="greeting">
      <p class="greeting-text" dir="auto">
        {ownText(settings, "greeting", locales) ?? defaultGreeting(settings, words)}
      </p>
      {notice && (
        <p class="greeting-note" dir="auto">
          {notice}
        </p>
      )}
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
      {fresh && settings && !settings.open && (
        <p class="greeting-note" dir="auto">
          {ownText(settings, "nobody_here", locales) ?? words("greeting_closed")}
        </p>
      )}
      {offers.length > 0 && (
        <>
          <p class="greeting-note" id="suggestions">
            {words("suggestions")}
          </p>
          <ul class="choices" aria-labelledby="suggestions">
            {offers.map((text) => (
              <li key={text} lang={settings?.suggestions_language}>
                <button type="button" class="choice" dir="auto" onClick={() => controller.send(text)}>
                  {text}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function defaultGreeting(settings: WidgetSettings | null, words: ReturnType<typeof useWords>): string {
  return settings?.company ? words("greeting_company", { company: settings.company }) : words("greeting");
}
