/** Switches between a reply to the customer and an internal note. */
import type { JSX } from "preact";
import { useConsoleWords } from "../messages";
import type { ConsoleKey } from "../messages/en";

interface ModeSwitchProps {
  internal: boolean;
  onChange: (note: boolean) => void;
}

export function ModeSwitch({ internal, onChange }: ModeSwitchProps): JSX.Element {
  const words = useConsoleWords();
  const option = (note: boolean, key: ConsoleKey): JSX.Element => (
    <button type="button" class="mode" aria-pressed={internal === note} onClick={() => onChange(note)}>
      {words(key)}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of a form to fill in
    <div class="modes" role="group" aria-label={words("composer_mode")}>
      {option(false, "composer_reply")}
      {option(true, "composer_note")}
    </div>
  );
}
