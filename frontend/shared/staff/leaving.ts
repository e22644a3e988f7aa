/** Keeps a page with unsaved changes from being lost by a link, the back button or closing the page. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { guardRoute, type Route } from "./route";

export interface Leaving {
  /** Where the reader wanted to go; null while nobody wants to leave. */
  readonly to: Route | null;
  readonly stay: () => void;
}

/** `unsaved` is asked at the moment of leaving, so it must not read a value of an earlier render. */
export function useLeaving(unsaved: () => boolean): Leaving {
  const target = useSignal<Route | null>(null);
  useEffect(() => {
    const release = guardRoute((to) => {
      if (!unsaved()) return true;
      target.value = to;
      return false;
    });
    const close = (event: BeforeUnloadEvent): void => {
      if (unsaved()) event.preventDefault();
    };
    addEventListener("beforeunload", close);
    return () => {
      release();
      removeEventListener("beforeunload", close);
    };
  }, [unsaved]);
  const stay = (): void => {
    target.value = null;
  };
  return { to: target.value, stay };
}
