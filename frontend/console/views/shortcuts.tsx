/** The sheet of keyboard shortcuts. */
import type { JSX } from "preact";
import { Dialog } from "../../shared/staff/dialog";
import { shortcutsOn } from "../keyboard";
import { useConsoleWords } from "../messages";
import type { ConsoleKey } from "../messages/en";

const KEYS: readonly (readonly [key: string, does: ConsoleKey])[] = [
  ["j", "shortcuts_next"],
  ["k", "shortcuts_previous"],
  ["↵", "shortcuts_enter"],
  ["a", "shortcuts_accept"],
  ["r", "shortcuts_reply"],
  ["n", "shortcuts_note"],
  ["/", "shortcuts_canned"],
  ["Esc", "shortcuts_escape"],
  ["?", "shortcuts_sheet"],
];

export function ShortcutSheet({ onClose }: { onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  return (
    <Dialog title={words("shortcuts_title")} onClose={onClose}>
      {!shortcutsOn.value && <p class="staff-notice">{words("shortcuts_off")}</p>}
      <dl class="shortcuts">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words(does)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
