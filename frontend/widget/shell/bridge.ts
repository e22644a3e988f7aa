/** What the shell on the customer's site and the page in its iframe tell each other; each side checks window and origin. */

/** From the shell to the page. */
export type ToPage =
  | {
      type: "baton.hello";
      page_url: string;
      locale: string;
      theme: string | null;
      accent: string | null;
      /** A token that the site has signed for its signed-in customer; it never travels in an address. */
      identity: string | null;
      open: boolean;
    }
  | { type: "baton.identity"; identity: string | null }
  | { type: "baton.opened" }
  | { type: "baton.closed" };

/** From the page to the shell. */
export type ToShell =
  | { type: "baton.ready" }
  | { type: "baton.close" }
  /** What the shell says in the customer's language, once it is known: it carries only the launcher's own name itself. */
  | { type: "baton.words"; close: string; title: string }
  /** Messages that came while the page was not looked at, as a number and in words. */
  | { type: "baton.unread"; count: number; said: string }
  /** The company's colour, which may change at any moment; null is Baton's own. */
  | { type: "baton.look"; accent: string | null }
  /** Whether there is a conversation that the shell should keep loaded in the background. */
  | { type: "baton.active"; active: boolean };

export function isBridgeMessage(data: unknown): data is { type: string } {
  const type = (data as { type?: unknown } | null)?.type;
  return typeof type === "string" && type.startsWith("baton.");
}
