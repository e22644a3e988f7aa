/** The colleagues who can be mentioned, above the composer. The text field keeps the focus; it steers the list. */
import type { JSX } from "preact";
import { useConsoleWords } from "../messages";
import type { Colleague } from "../types";
import { optionId } from "./canned-menu";

interface MentionMenuProps {
  id: string;
  colleagues: readonly Colleague[];
  active: number;
  onChoose: (colleague: Colleague) => void;
}

export function MentionMenu({ id, colleagues, active, onChoose }: MentionMenuProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <div class="canned-menu">
      {colleagues.length === 0 && <p class="staff-hint">{words("mention_nobody")}</p>}
      <div id={id} role="listbox" aria-label={words("mention_list")}>
        {colleagues.map((colleague, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys
          <div
            key={colleague.id}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            class="canned-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(colleague)}
          >
            <bdi class="canned-title">{colleague.name}</bdi>
          </div>
        ))}
      </div>
    </div>
  );
}
