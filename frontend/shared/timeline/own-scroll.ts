/**
 * Tells the reader's own scrolling of a transcript from the browser's, so that who reads at the end stays there.
 *
 * A keyboard, a panel or a growing composer changes the height of the area. A scroll that the browser tells after that is an
 * earlier one: it says nothing about this height.
 */
import { useEffect, useRef } from "preact/hooks";

/** Who is less than this above the end reads at the end. */
export const NEAR_END_PX = 80;

interface Watched {
  /** The area has another height. It must not read a value of an earlier render. */
  readonly onResize: () => void;
  /** The reader has scrolled. */
  readonly onOwnScroll: (area: HTMLElement) => void;
}

export function useOwnScroll({ onResize, onOwnScroll }: Watched): {
  area: { current: HTMLElement | null };
  onScroll: () => void;
} {
  const area = useRef<HTMLElement>(null);
  const height = useRef(0);
  useEffect(() => {
    const watching = new ResizeObserver(() => {
      height.current = area.current?.clientHeight ?? 0;
      onResize();
    });
    if (area.current) watching.observe(area.current);
    return () => watching.disconnect();
  }, []);
  const onScroll = (): void => {
    if (area.current?.clientHeight === height.current) onOwnScroll(area.current);
  };
  return { area, onScroll };
}

/** How far the end lies below what is seen. */
export function belowView(area: HTMLElement): number {
  return area.scrollHeight - area.scrollTop - area.clientHeight;
}
