/**
 * The page's way to the site around its frame. The address names the site; `frame-ancestors` lets only allowed sites frame the
 * page, and a message reaches (and is heard from) that origin alone, so a false name leads nowhere.
 */
import { isBridgeMessage, type ToPage, type ToShell } from "./bridge";

export type Hello = Extract<ToPage, { type: "baton.hello" }>;

const HELLO_WAIT_MS = 2_000;

export class Site {
  private readonly origin: string | null;

  constructor(
    private readonly page: Window = window,
    hash: string = location.hash,
  ) {
    this.origin = siteOrigin(hash);
  }

  get framed(): boolean {
    return this.page.parent !== this.page && this.origin !== null;
  }

  tell(message: ToShell): void {
    if (this.framed && this.origin) this.page.parent.postMessage(message, this.origin);
  }

  listen(hear: (message: ToPage) => void): void {
    this.page.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (event.source !== this.page.parent || event.origin !== this.origin) return;
      if (isBridgeMessage(event.data)) hear(event.data as ToPage);
    });
  }

  /** What the shell says first; null where the page stands alone, or the shell keeps silent. */
  hello(): Promise<Hello | null> {
    if (!this.framed) return Promise.resolve(null);
    return new Promise((resolve) => {
      setTimeout(() => resolve(null), HELLO_WAIT_MS);
      this.listen((message) => {
        if (message.type === "baton.hello") resolve(message);
      });
      this.tell({ type: "baton.ready" });
    });
  }
}

function siteOrigin(hash: string): string | null {
  const named = new URLSearchParams(hash.slice(1)).get("site");
  if (!named) return null;
  try {
    const { origin } = new URL(named);
    return origin === "null" ? null : origin;
  } catch {
    return null;
  }
}
