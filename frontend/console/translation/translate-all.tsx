/** Above a transcript: translates everything that both sides have said in it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { useTranslations } from "./use-translations";
import "./translation.css";

export function TranslateAll({ id }: { id: string }): JSX.Element | null {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const translations = useTranslations();
  const busy = useSignal(false);
  const said = desk
    .transcript(id)
    .timeline.value.filter(
      ({ kind, visibility, text }) => kind === "text" && visibility === "public" && text,
    );
  const left = said.map(({ seq }) => seq).filter((seq) => !translations.at(id, seq));
  if (!translations.enabled.value || left.length === 0) return null;
  const ask = async (): Promise<void> => {
    busy.value = true;
    try {
      await translations.translate(id, left, words.locale);
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  };
  return (
    <div class="translate-all">
      <Button look="quiet" small busy={busy.value} onClick={() => void ask()}>
        {words("translate_all")}
      </Button>
    </div>
  );
}
