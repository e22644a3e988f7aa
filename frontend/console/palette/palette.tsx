/**
 * The command palette: a text field that keeps the focus, and a list of what can be done now, controlled by its keys
 * (the combobox pattern). The choice runs after the palette has closed and returned the focus, so that it can move the focus.
 */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { isComposing } from "../../shared/keys";
import { Dialog } from "../../shared/staff/dialog/dialog";
import type { Situation } from "../app/commands";
import { keyOf } from "../app/keyboard";
import { optionId } from "../composer/option-menu";
import { useConsoleWords } from "../messages";
import { type Entry, useEntries } from "./entries";
import "./palette.css";

export function Palette({ at, onClose }: { at: Situation; onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const typed = useSignal("");
  /** Stored by name, not by index: the possible commands may change while the palette is open. */
  const active = useSignal<string | null>(null);
  const chosen = useRef<Entry | null>(null);
  const list = useId();
  const entries = useEntries(at, typed).value;
  const position = Math.max(
    0,
    entries.findIndex(({ id }) => id === active.value),
  );

  useEffect(() => () => queueMicrotask(() => chosen.current?.run()), []);
  const choose = (entry: Entry | undefined): void => {
    if (!entry) return;
    chosen.current = entry;
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const to = moved(event.key, position, entries.length);
    if (event.key === "Enter") choose(entries[position]);
    else if (keyOf(event) === "mod+k") onClose();
    else if (to !== null) active.value = entries[to]?.id ?? null;
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={words("palette_title")} onClose={onClose}>
      <input
        class="input"
        role="combobox"
        autofocus
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        aria-label={words("palette_label")}
        aria-autocomplete="list"
        aria-expanded={entries.length > 0}
        aria-controls={list}
        aria-activedescendant={entries.length > 0 ? optionId(list, position) : undefined}
        placeholder={words("palette_hint")}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          active.value = null;
        }}
        onKeyDown={onKeyDown}
      />
      <Options list={list} entries={entries} active={position} onChoose={choose} />
      <p class={entries.length > 0 ? "visually-hidden" : "staff-hint"} role="status">
        {entries.length > 0 ? words.count("palette_found", entries.length) : words("palette_none")}
      </p>
    </Dialog>
  );
}

interface OptionsProps {
  list: string;
  entries: readonly Entry[];
  active: number;
  onChoose: (entry: Entry) => void;
}

function Options({ list, entries, active, onChoose }: OptionsProps): JSX.Element {
  const words = useConsoleWords();
  const current = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => current.current?.scrollIntoView({ block: "nearest" }), [active, entries]);
  return (
    <div class="palette-list" id={list} role="listbox" aria-label={words("palette_title")}>
      {entries.map((entry, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus and names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys
        <div
          key={entry.id}
          id={optionId(list, index)}
          ref={index === active ? current : undefined}
          role="option"
          aria-selected={index === active}
          class="palette-option"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(entry)}
        >
          <bdi>{entry.label}</bdi>
          {entry.key && <kbd>{entry.key}</kbd>}
          {entry.hint && (
            <span class="palette-more" dir="auto">
              {entry.hint}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

/** The next index for a key in a list of this length, wrapping around; null for other keys. */
function moved(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (from + 1) % count;
  if (key === "ArrowUp") return (from + count - 1) % count;
  if (key === "PageDown") return Math.min(from + 8, count - 1);
  if (key === "PageUp") return Math.max(from - 8, 0);
  return null;
}
