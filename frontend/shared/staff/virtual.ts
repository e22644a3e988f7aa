/** TanStack's virtualizer as a hook: which rows of a list are in the page, and their positions. */
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from "@tanstack/virtual-core";
import { useLayoutEffect, useReducer, useState } from "preact/hooks";

/** Extra rows beyond the edges, so that fast scrolling and Tab never reach an empty area. */
const BEYOND = 8;

interface VirtualOptions {
  readonly list: { readonly current: HTMLElement | null };
  /** The scrolling element around the list. */
  readonly scroller: string;
  readonly ids: readonly string[];
  readonly rowHeight: number;
  /** A row that always stays in the page; -1 for none. */
  readonly kept: number;
}

export type RowVirtualizer = Virtualizer<HTMLElement, HTMLElement>;

export function useVirtual({ list, scroller, ids, rowHeight, kept }: VirtualOptions): RowVirtualizer {
  const [, draw] = useReducer<number, void>((times) => times + 1, 0);
  /** The height of everything above the list in the scrolling element: other lists, filters. */
  const [margin, setMargin] = useState(0);
  const options = {
    count: ids.length,
    getItemKey: (index: number) => ids[index] ?? index,
    getScrollElement: () => list.current?.closest<HTMLElement>(scroller) ?? null,
    estimateSize: () => rowHeight,
    scrollMargin: margin,
    overscan: BEYOND,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const near = defaultRangeExtractor(range);
      return kept < 0 || near.includes(kept) ? near : [...near, kept].sort((one, other) => one - other);
    },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => draw(),
  };
  const [virtualizer] = useState<RowVirtualizer>(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);

  const look = (): void => {
    const around = virtualizer.scrollElement;
    if (!list.current || !around) return;
    const above = list.current.getBoundingClientRect().top - around.getBoundingClientRect().top;
    setMargin(Math.round(above + around.scrollTop));
  };
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    look();
  });
  useLayoutEffect(() => {
    const watched = new ResizeObserver(look);
    for (const part of virtualizer.scrollElement?.children ?? []) watched.observe(part);
    return () => watched.disconnect();
  }, []);
  return virtualizer;
}
