/** Under a message: its translation, marked as one, or the button that asks for it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Message } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { languageOf, textDirection } from "../../shared/languages";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { languageName } from "../departments/languages";
import { useConsoleWords } from "../messages";
import { useTranslations } from "./use-translations";
import "./translation.css";

export function Translated({ id, message }: { id: string; message: Message }): JSX.Element | null {
  const words = useConsoleWords();
  const { toasts } = useConsole();
  const translations = useTranslations();
  const busy = useSignal(false);
  const shown = translations.at(id, message.seq);
  if (!translations.enabled.value || message.visibility !== "public" || message.text === "") return null;
  if (shown) {
    return (
      <div class="translated">
        <p class="staff-hint">
          {shown.source
            ? words("translated_from", { language: languageName(languageOf(shown.source), words.locale) })
            : words("translated")}{" "}
          <Button look="quiet" small onClick={() => translations.hide(id, message.seq)}>
            {words("translation_hide")}
          </Button>
        </p>
        <p class="translated-text" lang={shown.language} dir={textDirection(shown.text)}>
          {shown.text}
        </p>
      </div>
    );
  }
  if (message.author.kind !== "customer") return null;
  const ask = async (): Promise<void> => {
    busy.value = true;
    try {
      await translations.translate(id, [message.seq], words.locale);
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  };
  return (
    <p class="under-bubble">
      <Button look="quiet" small busy={busy.value} onClick={() => void ask()}>
        {words("translate")}
      </Button>
    </p>
  );
}
