/**
 * Maps keys to commands. Single keys work only outside text fields, can be switched off on the account page,
 * and always have a button with the same effect. The palette's key works everywhere.
 */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isComposing } from "../../shared/keys";
import { focusHome } from "../../shared/staff/focus/focus-home";
import { localStore } from "../../shared/storage/storage";
import { commandOf, type Situation } from "./commands";

const KEY = "baton.console.shortcuts";
const ON_A_MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

export const shortcutsOn = signal(localStore.readText(KEY) !== "off");

export function setShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  localStore.writeText(KEY, on ? "on" : "off");
}

export function useShortcuts(situation: () => Situation): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.altKey || isComposing(event) || event.defaultPrevented) return;
      const key = keyOf(event);
      const typing = isTyping(event.target);
      if (key === "Escape" && typing) focusHome();
      if (!key.startsWith("mod+") && typing) return;
      if (key.length === 1 && !shortcutsOn.peek()) return;
      const at = situation();
      const command = commandOf(key, at);
      if (!command) return;
      event.preventDefault();
      command.run?.(at);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [situation]);
}

/** A key's name in the table of commands; `mod` is Ctrl, and ⌘ on a Mac, where Ctrl edits text. */
export function keyOf(event: KeyboardEvent): string {
  const mod = ON_A_MAC ? event.metaKey : event.ctrlKey;
  if (mod) return `mod+${event.key.toLowerCase()}`;
  return event.ctrlKey || event.metaKey ? "" : event.key;
}

/** The key as printed on the keyboard. */
export function keyLabel(key: string): string {
  if (key === "Escape") return "Esc";
  if (!key.startsWith("mod+")) return key;
  const rest = key.slice(4);
  const shown = rest.length === 1 ? rest.toUpperCase() : `${rest[0]?.toUpperCase()}${rest.slice(1)}`;
  return `${ON_A_MAC ? "⌘" : "Ctrl+"}${shown}`;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}
