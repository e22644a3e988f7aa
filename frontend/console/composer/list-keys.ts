/** Keys for a list above the composer while the text field has the focus: up, down, choose, close. */
import type { Signal } from "@preact/signals";
import { isComposing } from "../../shared/keys";

interface KeyedList<Item> {
  list: readonly Item[] | null;
  active: Signal<number>;
  choose: (item: Item) => void;
  close: () => void;
}

/** Returns whether the list handled the key. */
export function listKey<Item>(
  event: KeyboardEvent,
  { list, active, choose, close }: KeyedList<Item>,
): boolean {
  if (!list || isComposing(event)) return false;
  if (event.key === "Escape") {
    event.stopPropagation();
    close();
  } else if (list.length === 0) return false;
  else if (event.key === "ArrowDown") active.value = (active.peek() + 1) % list.length;
  else if (event.key === "ArrowUp") active.value = (active.peek() + list.length - 1) % list.length;
  else if (event.key === "Enter" || event.key === "Tab") choose(list[active.peek()] as Item);
  else return false;
  event.preventDefault();
  return true;
}
