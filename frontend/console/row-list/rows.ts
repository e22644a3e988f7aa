/**
 * Moves through the rows of all lists by key. Most rows of a long list are not in the page, so each list names its
 * rows and brings one into the page when it gets the focus.
 */
import { route } from "../../shared/staff/route";

export interface RowList {
  readonly element: HTMLElement;
  readonly ids: readonly string[];
  readonly focus: (index: number) => void;
}

const lists = new Set<RowList>();

/** Registers the list's rows; the returned function removes them again. */
export function joinRows(list: RowList): () => void {
  lists.add(list);
  return () => lists.delete(list);
}

/** The conversation of the focused row. */
export function focusedConversation(): string | null {
  return document.activeElement?.getAttribute("data-conversation") ?? null;
}

/** Moves to the next or previous row of all lists, from the focused row or else the shown one. */
export function moveFocus(step: 1 | -1): void {
  const shown = [...lists].filter(({ element }) => element.offsetParent).sort(byPlace);
  const ids = shown.flatMap((list) => list.ids);
  const from = ids.indexOf(focusedConversation() ?? route.peek().id ?? "");
  const next = from < 0 ? (step > 0 ? 0 : ids.length - 1) : from + step;
  focusRow(shown, Math.min(Math.max(next, 0), ids.length - 1));
}

function focusRow(shown: readonly RowList[], position: number): void {
  let left = position;
  for (const list of shown) {
    if (left >= 0 && left < list.ids.length) list.focus(left);
    left -= list.ids.length;
  }
}

function byPlace({ element: one }: RowList, { element: other }: RowList): number {
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
