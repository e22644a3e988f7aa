/**
 * Which row the mouse points at. Rows that come to lie under a mouse at rest, as when a list changes, are not pointed at:
 * nobody asked to look at them, and the peek would cover what the agent is working on.
 */
import type { Peek } from "./peek";

const ROW = ".pane-list [data-conversation]";

/** A mouse only: a finger opens the conversation. The open conversation already shows. */
export function followPointer(peek: Peek, opened: () => string | null): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let at = "";
  /** Whether the mouse is where it was at the last event. */
  const rests = ({ screenX, screenY }: PointerEvent): boolean => {
    const before = at;
    at = `${screenX} ${screenY}`;
    return at === before;
  };
  const over = (event: PointerEvent): void => {
    const { pointerType, target } = event;
    if (pointerType !== "mouse" || !(target instanceof Element)) return;
    const id = target.closest(ROW)?.getAttribute("data-conversation") ?? null;
    const moved = !rests(event);
    if (target.closest(".peek")) peek.hold();
    else if (moved) peek.pointAt(id === opened() ? null : id);
    else if (id !== peek.shown.peek()?.id) peek.pointAt(null);
  };
  document.addEventListener("pointerover", over, { signal });
  document.addEventListener("pointermove", (event) => void rests(event), { signal });
  document.documentElement.addEventListener("pointerleave", () => peek.pointAt(null), { signal });
  document.addEventListener(
    "pointerdown",
    ({ target }) => target instanceof Element && !target.closest(".peek") && peek.close(),
    { signal },
  );
  return () => listening.abort();
}
