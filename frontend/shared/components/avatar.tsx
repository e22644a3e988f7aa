/** A person's round picture: their initials, on a colour that stays theirs. It repeats the name beside it. */
import type { ComponentChildren, JSX } from "preact";

const COLOURS = 5;

interface AvatarProps {
  name: string;
  small?: boolean;
  /** Shown in place of the initials, for somebody without a name. */
  children?: ComponentChildren;
}

export function Avatar({ name, small, children }: AvatarProps): JSX.Element {
  const colour = children ? 0 : colourOf(name);
  return (
    <span class={`avatar avatar-${colour}${small ? " avatar-small" : ""}`} aria-hidden="true">
      {children ?? initialsOf(name)}
    </span>
  );
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const shown = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return shown.map((part) => [...(part ?? "")][0]?.toLocaleUpperCase() ?? "").join("");
}

function colourOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return sum % COLOURS;
}
