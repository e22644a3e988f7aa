/**
 * A list of conversations of any length. Only the visible rows and the focused one are in the page; each
 * states its position. ↓ ↑ Home End move through all rows. If the focused row disappears, its neighbour
 * gets the focus.
 */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type RowVirtualizer, useVirtual } from "../../shared/staff/virtual";
import { focusedConversation, joinRows, moveFocus } from "./rows";

const ROW_HEIGHT = 72;
/** The list loads more when this many rows are left. */
const NEAR = 30;

interface RowListProps<T> {
  items: readonly T[];
  /** The conversation's identifier, in the row's `data-conversation`. */
  idOf: (item: T) => string;
  row: (item: T) => JSX.Element;
  busy?: boolean;
  /** Loads more rows; called near the end of the list. Absent if there are no more. */
  onMore?: (() => void) | undefined;
}

export function RowList<T>({ items, idOf, row, busy, onMore }: RowListProps<T>): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const ids = items.map(idOf);
  const focus = useRowFocus(list, ids);
  const virtualizer = useVirtual({
    list,
    scroller: ".pane-list",
    ids,
    rowHeight: ROW_HEIGHT,
    kept: focus.kept,
  });
  useMore(virtualizer, ids.length, onMore);
  const margin = virtualizer.options.scrollMargin;
  return (
    <ul
      ref={list}
      class="staff-list row-list"
      aria-busy={busy}
      style={{ height: `${virtualizer.getTotalSize()}px` }}
      onFocusIn={focus.onFocusIn}
      onKeyDown={focus.onKeyDown}
    >
      {virtualizer.getVirtualItems().map(({ index, start }) => (
        <li
          key={ids[index]}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-posinset={index + 1}
          aria-setsize={onMore ? -1 : ids.length}
          style={{ top: `${start - margin}px` }}
        >
          {row(items[index] as T)}
        </li>
      ))}
    </ul>
  );
}

interface RowFocus {
  /** The focused row, or the last one to have the focus if nothing else has it. */
  readonly kept: number;
  readonly onFocusIn: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function useRowFocus(list: { readonly current: HTMLElement | null }, ids: readonly string[]): RowFocus {
  const [held, hold] = useState<string | null>(null);
  const wanted = useRef(false);
  const last = useRef(-1);
  const kept = held === null ? -1 : ids.indexOf(held);
  const focus = (index: number): void => {
    const id = ids[index];
    if (id === undefined) return;
    wanted.current = true;
    hold(id);
    if (id === held) take(list.current, id, wanted);
  };

  useEffect(() => (list.current ? joinRows({ element: list.current, ids, focus }) : undefined));
  useLayoutEffect(() => {
    if (held !== null && wanted.current) take(list.current, held, wanted);
    else if (held !== null && kept < 0 && document.activeElement === document.body)
      focus(Math.min(last.current, ids.length - 1));
    if (kept >= 0) last.current = kept;
  });
  return {
    kept,
    onFocusIn: () => hold(focusedConversation()),
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.key === "ArrowDown") moveFocus(1);
      else if (event.key === "ArrowUp") moveFocus(-1);
      else if (event.key === "Home") focus(0);
      else if (event.key === "End") focus(ids.length - 1);
      else return;
      event.preventDefault();
    },
  };
}

/** Focuses a row once it is in the page, unless the person is typing by then. */
function take(list: HTMLElement | null, id: string, wanted: { current: boolean }): void {
  const row = list?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`);
  const typing = document.activeElement?.matches("input, textarea, select");
  if (!row && !typing) return;
  wanted.current = false;
  if (!typing) row?.focus();
}

function useMore(virtualizer: RowVirtualizer, count: number, onMore: (() => void) | undefined): void {
  const end = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (end >= count - NEAR) onMore?.();
  }, [end, count, onMore]);
}
