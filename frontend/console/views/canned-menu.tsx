/** The list of canned replies above the composer. The text field keeps the focus; the list is steered from there. */
import type { JSX } from "preact";
import { useConsoleWords } from "../messages";
import type { FilledReply } from "../types";

interface CannedMenuProps {
  id: string;
  replies: readonly FilledReply[];
  active: number;
  onChoose: (reply: FilledReply) => void;
}

export function CannedMenu({ id, replies, active, onChoose }: CannedMenuProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <div class="canned-menu">
      {replies.length === 0 && <p class="staff-hint">{words("canned_none")}</p>}
      <div id={id} role="listbox" aria-label={words("canned_list")}>
        {replies.map((reply, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys
          <div
            key={reply.id}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            class="canned-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(reply)}
          >
            <kbd>/{reply.shortcut}</kbd>
            <span class="canned-title">{reply.title}</span>
            <span class="canned-text" dir="auto">
              {reply.text}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
