/** The language of console and editor: the person's choice in this browser, otherwise the browser's. */
import type { JSX } from "preact";
import { languageOf } from "../languages";
import { localStore } from "../storage/storage";
import { useWords } from "../words";
import type { StaffKey } from "./messages/en";

const KEY = "baton.language";

/** In their own words, as somebody looks for them who does not know the present language. */
const NAMES = { en: "English", nl: "Nederlands", de: "Deutsch", fr: "Français" };

export function wantedLanguages(browser: readonly string[] = navigator.languages): string[] {
  const own = localStore.readText(KEY);
  return own && Object.hasOwn(NAMES, own) ? [inOwnRegion(own, browser), ...browser] : [...browser];
}

/** English in a German browser keeps German dates and times: the choice is about words. */
function inOwnRegion(language: string, browser: readonly string[]): string {
  const region = browser.map((tag) => /-([A-Z]{2})\b/.exec(tag)?.[1]).find(Boolean);
  return region ? `${language}-${region}` : language;
}

/** Loads the page again in the chosen language. What is written but not sent or saved is kept in the browser. */
export function LanguageChoice(): JSX.Element {
  const words = useWords<StaffKey>();
  const choose = (language: string): void => {
    localStore.writeText(KEY, language);
    location.reload();
  };
  return (
    <label class="language-choice">
      <span class="visually-hidden">{words("interface_language")}</span>
      <select
        class="input"
        value={languageOf(words.locale)}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {Object.entries(NAMES).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
