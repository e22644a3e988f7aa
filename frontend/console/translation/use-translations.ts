/** The page's translations: one for all views, so that opening a conversation again shows what was translated. */
import { useEffect } from "preact/hooks";
import type { Client } from "../../shared/http";
import { useConsole } from "../app/context";
import { Translations } from "./translations";

const kept = new WeakMap<Client, Translations>();

export function useTranslations(): Translations {
  const { api } = useConsole();
  let found = kept.get(api);
  if (!found) {
    found = new Translations(api);
    kept.set(api, found);
  }
  const translations = found;
  useEffect(() => translations.begin(), [translations]);
  return translations;
}
