/**
 * How console and editor look to this person in this browser: light or dark, comfortable or compact, with or without
 * motion. The choice is written on the document's root, where `tokens.css` and `look.css` read it.
 */
import { effect, type Signal, signal } from "@preact/signals";
import { localStore } from "../../storage/storage";

export const THEMES = ["system", "light", "dark"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;
export const MOTIONS = ["system", "off"] as const;

export type Theme = (typeof THEMES)[number];
export type Density = (typeof DENSITIES)[number];
export type Motion = (typeof MOTIONS)[number];

export const theme = kept("theme", THEMES);
export const density = kept("density", DENSITIES);
export const motion = kept("motion", MOTIONS);

/** Writes the choice on the root, now and after each change. The first option is the default and leaves no mark. */
export function wearLook(root: HTMLElement): void {
  effect(() => {
    mark(root, "theme", theme.value, THEMES[0]);
    mark(root, "density", density.value, DENSITIES[0]);
    mark(root, "motion", motion.value, MOTIONS[0]);
  });
}

function kept<Option extends string>(name: string, options: readonly Option[]): Signal<Option> {
  const key = `baton.look.${name}`;
  const stored = localStore.readText(key);
  const choice = signal(options.find((option) => option === stored) ?? (options[0] as Option));
  effect(() => {
    if (choice.value === options[0]) localStore.remove(key);
    else localStore.writeText(key, choice.value);
  });
  return choice;
}

function mark(root: HTMLElement, name: string, value: string, plain: string): void {
  if (value === plain) delete root.dataset[name];
  else root.dataset[name] = value;
}
