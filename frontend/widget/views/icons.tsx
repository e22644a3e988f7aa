/** The widget's few pictures; decorative, the words stand beside or in the label of what carries them. */
import type { JSX } from "preact";

const PATHS = {
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8a7.5 7.5 0 0 1 15 0",
  send: "M5 12 4 5l16 7-16 7 1-7Zm0 0h7",
  close: "m7 10 5 5 5-5",
  back: "M19 12H5m6-6-6 6 6 6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  up: "M7 11v9H4v-9h3Zm0 0 4-7c1.5 0 2.5 1 2.5 2.5L13 10h5.5a2 2 0 0 1 2 2.3l-1 6a2 2 0 0 1-2 1.7H7",
  down: "M17 13V4h3v9h-3Zm0 0-4 7c-1.5 0-2.5-1-2.5-2.5L11 14H5.500a2 2 0 0 1-2-2.300l1-6A2 2 0 0 1 6.500 4H17",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
