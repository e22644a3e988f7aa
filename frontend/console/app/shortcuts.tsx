/** The list of keyboard shortcuts, made from the table of commands. */
import type { JSX } from "preact";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { useConsoleWords } from "../messages";
import { COMMANDS } from "./commands";
import { keyLabel, shortcutsOn } from "./keyboard";
import "./shortcuts.css";

export function ShortcutSheet({ onClose }: { onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  return (
    <Dialog title={words("shortcuts_title")} onClose={onClose}>
      {!shortcutsOn.value && <p class="staff-notice">{words("shortcuts_off")}</p>}
      <dl class="shortcuts">
        {COMMANDS.map(
          ({ key, name }) =>
            key && (
              <div key={name}>
                <dt>
                  <kbd>{keyLabel(key)}</kbd>
                </dt>
                <dd>{words(name)}</dd>
              </div>
            ),
        )}
      </dl>
    </Dialog>
  );
}
