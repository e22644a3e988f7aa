/**
 * The widget as a preview beside the console's settings: it shows what that page sends it, and talks to nobody.
 *
 * Only the page that frames it can send something, and only from Baton's own address.
 */
import type { Message, WidgetSettings } from "../../shared/types";
import type { Store } from "../store";

export interface Shown {
  type: "baton.show";
  settings: WidgetSettings;
  messages: Message[];
}

/** The language of the preview; null if this is no preview. */
export function showcaseLocale(hash: string = location.hash): string | null {
  return new URLSearchParams(hash.slice(1)).get("preview");
}

export function listenToConsole(store: Store, page: Window = window): void {
  page.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.source !== page.parent || event.origin !== page.location.origin || !isShown(event.data)) return;
    store.settings.value = event.data.settings;
    store.timeline.value = event.data.messages;
    store.outgoing.value = [];
    store.phase.value = "ready";
  });
  page.parent.postMessage({ type: "baton.showing" }, page.location.origin);
}

function isShown(data: unknown): data is Shown {
  return (data as { type?: unknown } | null)?.type === "baton.show";
}
