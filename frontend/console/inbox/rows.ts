/**
 * Going through the rows of the lists by key. Most rows of a long list are not in the page, so each list says which
 * rows it has, and brings one into the page when it is to take the focus.
 */
import { route } from "../../shared/staff/route";

export interface RowList {
  readonly element: HTMLElement;
  readonly ids: readonly string[];
  readonly focus: (index: number) => void;
}

const lists = new Set<RowList>();

/** Until the returned function is called, the list's rows are gone through with those of the others. */
export function joinRows(list: RowList): () => void {
  lists.add(list);
  return () => lists.delete(list);
}

/** The conversation whose row has the focus. */
export function focusedConversation(): string | null {
  return document.activeElement?.getAttribute("data-conversation") ?? null;
}

/** To the next or previous row of all lists on the page, from the one with the focus, else from the one shown. */
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
