/** One icon of the set in `lucide`, in the size and colour of the text beside it. It repeats words and is hidden from screen readers. */
import type { IconNode } from "lucide";
import { h, type JSX } from "preact";

export type { IconNode };

export function Icon({ of, title }: { of: IconNode; title?: string }): JSX.Element {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {title && <title>{title}</title>}
      {of.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}

/** An icon that says something by itself: the words on hover, and for screen readers. */
export function IconWithWords({ of, words }: { of: IconNode; words: string }): JSX.Element {
  return (
    <span class="icon-said" title={words}>
      <Icon of={of} />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
