/** In the composer: the reply in the customer's language, before it is sent. The agent's own words stay beside it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { languageOf, textDirection } from "../../shared/languages";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { languageName } from "../departments/languages";
import { useConsoleWords } from "../messages";
import { useTranslations } from "./use-translations";
import "./translation.css";

interface ReplyProps {
  id: string;
  text: string;
  onPut: (text: string) => void;
}

export function TranslateReply({ id, text, onPut }: ReplyProps): JSX.Element | null {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const translations = useTranslations();
  const busy = useSignal(false);
  const own = useSignal<{ words: string; translation: string } | null>(null);
  const language = desk.find(id)?.language ?? null;
  if (!translations.enabled.value || !language || language === languageOf(words.locale)) return null;
  const translate = async (): Promise<void> => {
    busy.value = true;
    try {
      const translation = await translations.reply(id, text, language);
      own.value = { words: text, translation };
      onPut(translation);
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  };
  // What is changed afterwards is a reply of its own, and an empty field has been sent or given up.
  const before = own.value && text === own.value.translation ? own.value.words : null;
  if (before === null && text.trim() === "") return null;
  return (
    <div class="translate-reply">
      {before === null ? (
        <Button look="quiet" small busy={busy.value} onClick={() => void translate()}>
          {words("translate_reply", { language: languageName(language, words.locale) })}
        </Button>
      ) : (
        <>
          <p class="staff-hint" dir={textDirection(before)}>
            {words("translation_own_words", { text: before })}
          </p>
          <Button
            look="quiet"
            small
            onClick={() => {
              own.value = null;
              onPut(before);
            }}
          >
            {words("translation_take_back")}
          </Button>
        </>
      )}
    </div>
  );
}
