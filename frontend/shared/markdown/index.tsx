/**
 * Markdown as Preact nodes. The parser is a separate file that loads when a page first needs it, because the widget's
 * first load has a size limit. Until it has loaded, or if loading fails, the text is shown as written.
 */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { textDirection } from "../languages";

type Renderer = typeof import("./nodes").markdownNodes;

/** The parser once it has loaded. Code that measures heights reads it, because heights change then. */
export const markdownRenderer = signal<Renderer | null>(null);
let loading: Promise<void> | undefined;

/** Pages that show Markdown call this early. After a failed load, the next text tries again. */
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

interface MarkdownProps {
  text: string;
  /** The level of `#`, so that a text fits the outline of its page. */
  headings?: number;
  /** By default that of most of its letters. */
  direction?: "auto" | "rtl";
}

export function Markdown({ text, headings = 3, direction }: MarkdownProps): JSX.Element {
  const render = markdownRenderer.value;
  const nodes = useMemo(() => render?.(text, headings), [render, text, headings]);
  if (!nodes) void loadMarkdown();
  return (
    <div class={nodes ? "markdown" : "markdown plain-text"} dir={direction ?? textDirection(text)}>
      {nodes ?? text}
    </div>
  );
}
