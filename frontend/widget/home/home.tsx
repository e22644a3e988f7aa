/** The first page: who answers and how soon, what others ask, a search in the articles, and the customer's conversations. */

import type { JSX } from "preact";
import { useWidget, useWords } from "../views/context";
import { GreetingNotes, GreetingText } from "../views/greeting";
import { Icon } from "../views/icons";
import { Conversations } from "./conversations";
import { Search } from "./search";
import { Presence } from "./status";

export function Home(): JSX.Element {
  const words = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
    <section class="home" tabIndex={0} aria-label={words("home")}>
      <div class="hero">
        <GreetingText />
        <Presence />
      </div>
      <div class="cards">
        <Conversations />
        <Suggestions />
        <Search />
        <div class="home-notes">
          <GreetingNotes />
        </div>
      </div>
    </section>
  );
}

function Suggestions(): JSX.Element | null {
  const { store, controller } = useWidget();
  const words = useWords();
  const settings = store.settings.value;
  const offers = settings?.suggestions ?? [];
  if (offers.length === 0) return null;
  return (
    <div class="card">
      <h2 id="suggestions">{words("suggestions")}</h2>
      <ul class="rows" aria-labelledby="suggestions">
        {offers.map((text) => (
          <li key={text} lang={settings?.suggestions_language}>
            <button type="button" class="row" onClick={() => controller.send(text)}>
              <span class="row-text" dir="auto">
                {text}
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
