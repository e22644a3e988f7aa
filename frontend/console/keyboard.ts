/**
 * Single-key shortcuts. They work only where nothing is being typed, can be switched off in the account page, and do
 * what a button on the page does too.
 */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { go, route } from "../shared/staff/route";
import type { ConsoleContext } from "./context";

const KEY = "baton.console.shortcuts";

export const shortcutsOn = signal(readSwitch());

/** Asked of the composer, which takes the focus; `note` also switches to an internal note. */
export const composerWanted = signal<{ readonly mode: "reply" | "note" } | null>(null);

export function setShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}

export function useShortcuts(context: ConsoleContext, openSheet: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
        return;
      if (event.key === "Escape") stepBack(event);
      else if (!isTyping(event.target) && shortcutsOn.peek() && act(event.key, context, openSheet))
        event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [context.desk]);
}

/** Whether the key meant something. */
function act(key: string, context: ConsoleContext, openSheet: () => void): boolean {
  if (key === "?") openSheet();
  else if (key === "j") moveFocus(1);
  else if (key === "k") moveFocus(-1);
  else if (key === "a") accept(context);
  else if (key === "r") composerWanted.value = { mode: "reply" };
  else if (key === "n") composerWanted.value = { mode: "note" };
  else return false;
  return true;
}

function accept({ desk, accepting }: ConsoleContext): void {
  const focused = document.activeElement?.getAttribute("data-conversation");
  const shown = focused ?? route.peek().id;
  const queue = desk.queue.peek();
  const entry =
    queue.find((waiting) => waiting.conversation_id === shown) ?? desk.offered.peek()[0] ?? queue[0];
  if (entry) void accepting.accept(entry.conversation_id);
}

function stepBack(event: KeyboardEvent): void {
  if (isTyping(event.target)) (event.target as HTMLElement).blur();
  else if (route.peek().id) go(route.peek().section);
}

function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-conversation]")].filter(
    (row) => row.offsetParent,
  );
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const shown = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const from = at >= 0 ? at : shown;
  const next = from < 0 ? (step > 0 ? 0 : rows.length - 1) : from + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

function readSwitch(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}
