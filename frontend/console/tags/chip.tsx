/** A tag in its colour. The name says what it is; the colour only helps to find it. */
import type { ComponentChildren, JSX } from "preact";
import { useConsole } from "../app/context";
import type { Colour } from "./known-tags";
import "./tags.css";

interface TagChipProps {
  name: string;
  /** Where it is not the known one, as while it is being chosen. */
  colour?: Colour;
  children?: ComponentChildren;
}

export function TagChip({ name, colour, children }: TagChipProps): JSX.Element {
  const { tags } = useConsole();
  return (
    <span class="tag">
      <span class={`tag-dot tag-${colour ?? tags.colourOf(name)}`} aria-hidden="true" />
      <bdi>{name}</bdi>
      {children}
    </span>
  );
}
