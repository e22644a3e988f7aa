/**
 * The current route: a path in the address's fragment, so that reload, back and shared links work while the
 * server has only one page. A fragment without a leading slash (an invitation) is not a route.
 */
import { signal } from "@preact/signals";

export interface Route {
  readonly section: string;
  readonly id: string | null;
}

export const route = signal<Route>(parseRoute(typeof location === "undefined" ? "" : location.hash));

export function parseRoute(hash: string): Route {
  const [section = "", id = ""] = hash.replace(/^#\//, "").split("/");
  if (!hash.startsWith("#/")) return { section: "", id: null };
  return { section, id: id === "" ? null : decodeSegment(id) };
}

export function hrefOf(section: string, id?: string | null): string {
  return id ? `#/${section}/${encodeURIComponent(id)}` : `#/${section}`;
}

/**
 * The route changes at once, not with the browser's later event: a key pressed in between must find the page where it
 * is, or it is lost.
 */
export function go(section: string, id?: string | null): void {
  location.hash = hrefOf(section, id);
  if (following) follow();
}

/** Called before the route changes. A guard that returns false must deal with the unsaved work. */
export type RouteGuard = (to: Route) => boolean;

let guard: RouteGuard | null = null;

export function guardRoute(ask: RouteGuard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = null;
  };
}

let following = false;

export function followAddress(): () => void {
  following = true;
  follow();
  addEventListener("hashchange", follow);
  return () => {
    following = false;
    removeEventListener("hashchange", follow);
  };
}

function follow(): void {
  const next = parseRoute(location.hash);
  const { section, id } = route.peek();
  const moved = next.section !== section || next.id !== id;
  if (moved && guard && !guard(next)) history.pushState(null, "", hrefOf(section, id));
  else if (moved) route.value = next;
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
