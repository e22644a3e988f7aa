/** Which conversation comes after the open one, whatever lists it stands in. */

interface Row {
  readonly id: string;
  readonly unread: number;
}

/**
 * The first row with unread messages, otherwise the one after the open row, and from the last one the first again. A
 * conversation that is moving from one list to another may stand in both for a moment: it is never its own next.
 */
export function nextRow<Each extends Row>(rows: readonly Each[], open: string | null): Each | undefined {
  const here = rows.findLastIndex(({ id }) => id === open);
  const others = [...rows.slice(here + 1), ...rows.slice(0, Math.max(here, 0))].filter(
    ({ id }) => id !== open,
  );
  return rows.find(({ id, unread }) => id !== open && unread > 0) ?? others[0];
}
