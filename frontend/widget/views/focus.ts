/** Keeps the focus in the page: where a pressed button goes away, a keyboard must not begin again at the top. */
import { useEffect } from "preact/hooks";

export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    const onFocus = (event: FocusEvent): void => {
      last = event.target instanceof Element ? event.target : null;
    };
    const observer = new MutationObserver(() => {
      if (!last || isReachable(last) || document.activeElement !== document.body) return;
      last = null;
      fallback()?.focus({ preventScroll: true });
    });
    addEventListener("focusin", onFocus);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ["hidden", "inert", "disabled"],
    });
    return () => {
      removeEventListener("focusin", onFocus);
      observer.disconnect();
    };
  }, []);
}

function isReachable(element: Element): boolean {
  return element.isConnected && !element.closest("[hidden], [inert]") && !element.matches(":disabled");
}

/** The field, but not on a phone: its keyboard would cover what has just been said. */
function fallback(): HTMLElement | null {
  const field = matchMedia("(pointer: fine)").matches ? document.getElementById("composer") : null;
  return field ?? document.querySelector<HTMLElement>(".panel[tabindex], .transcript, .home");
}
