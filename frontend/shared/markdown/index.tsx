/**
 * Markdown as Preact nodes. The parser is a file of its own that loads when a page first needs it, because the widget's
 * first load has a budget; until it is there, or where it cannot be loaded, the text stands as it was written.
 */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

type Renderer = typeof import("./nodes").markdownNodes;

/** The parser once it is there; who measures heights reads it, because texts then change theirs. */
export const markdownRenderer = signal<Renderer | null>(null);
let loading: Promise<void> | undefined;

/** Called early by pages that will show Markdown. A failed load is tried again by the next text that needs it. */
export function loadMarkdown(): Promise<void> {
  loading ??= import("./nodes").then(
    ({ markdownNodes }) => {
      markdownRenderer.value = markdownNodes;
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}

/** `headings` is the level that `#` becomes, so that a text keeps to the outline of the page around it. */
export function Markdown({ text, headings = 3 }: { text: string; headings?: number }): JSX.Element {
  const render = markdownRenderer.value;
  const nodes = useMemo(() => render?.(text, headings), [render, text, headings]);
  if (nodes) return <div class="markdown">{nodes}</div>;
  void loadMarkdown();
  return <div class="markdown plain-text">{text}</div>;
}
