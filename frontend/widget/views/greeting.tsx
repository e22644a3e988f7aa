/** What stands at the top of every conversation, with suggestions until the customer has written. */

import type { JSX } from "preact";
import type { WidgetSettings } from "../../shared/api/contract";
import { useWidget, useWords } from "./context";

export function Greeting(): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const settings = store.settings.value;
  const fresh =
    store.timeline.value.length === 0 && store.outgoing.value.length === 0 && !store.conversation.value;
  const offers = fresh ? (settings?.suggestions ?? []) : [];
  return (
    <div class="greeting">
      <p class="greeting-text" dir="auto">
        {settings?.own_greeting || defaultGreeting(settings, words)}
      </p>
      {fresh && settings && !settings.open && (
        <p class="greeting-note" dir="auto">
          {settings.own_offline_note || words("greeting_closed")}
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
