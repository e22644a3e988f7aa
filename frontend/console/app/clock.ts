/** One shared clock tick per second, so that all waiting times change together. */
import { type ReadonlySignal, signal } from "@preact/signals";

const ticking = signal(Date.now());
setInterval(() => {
  if (document.visibilityState === "visible") ticking.value = Date.now();
}, 1_000);

export const now: ReadonlySignal<number> = ticking;

export function secondsSince(iso: string): number {
  return Math.max(0, (now.value - new Date(iso).getTime()) / 1_000);
}
