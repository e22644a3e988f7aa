/**
 * Keeps the focus in the page for people who work by key. When the element that had it goes away, as after a resolved
 * conversation or a closed dialog, browsers give it to the body, and Tab then begins at the top of the page. Here it goes
 * to the open dialog, or to what the page marks with `data-focus-home`, or to its content.
 */

/** In this order. */
const HOMES = ["dialog[open]", "[data-focus-home]", "#content"];

export function focusHome(): void {
  for (const selector of HOMES) {
    const home = [...document.querySelectorAll<HTMLElement>(selector)].at(-1);
    if (!home) continue;
    home.focus({ preventScroll: true });
    return;
  }
}

/** Watches until the returned function is called. A pointer may leave the focus wherever it likes. */
export function keepFocus(): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let byKey = false;
  let asked = false;
  // Views take the focus themselves just after they are drawn, so they come first.
  const look = (): void => {
    if (!byKey || asked || !isLost()) return;
    asked = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        asked = false;
        if (byKey && isLost()) focusHome();
      }),
    );
  };
  const drawn = new MutationObserver(look);
  drawn.observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ["disabled", "hidden", "open"],
  });
  addEventListener("keydown", () => (byKey = true), { signal, capture: true });
  addEventListener("pointerdown", () => (byKey = false), { signal, capture: true });
  addEventListener("focusout", () => queueMicrotask(look), { signal });
  return () => {
    listening.abort();
    drawn.disconnect();
  };
}

function isLost(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.matches(":disabled");
}
