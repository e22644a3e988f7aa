/** What the agent learns from the customer's typing: that they type, and what, if they allow it. */

import type { WidgetStorage } from "../storage";
import type { Store } from "../store";
import type { Feed } from "./feed";
import { Preview } from "./preview";

const TOLD_MS = 3_000;

export class Typing {
  private toldAt = 0;
  private readonly preview: Preview;

  constructor(
    private readonly store: Store,
    private readonly storage: WidgetStorage,
    private readonly feed: Feed,
  ) {
    this.preview = new Preview((text) => feed.send({ type: "typing", text }));
  }

  /** The field holds this now; the agent is told at most every few seconds that the customer types. */
  typed(text: string): void {
    if (this.store.mayPreview.value && this.store.marks.value.preview) this.preview.show(text);
    else if (Date.now() - this.toldAt >= TOLD_MS && this.feed.send({ type: "typing" }))
      this.toldAt = Date.now();
  }

  /** Lets the agent see what is being typed in this conversation, or no longer, from this moment on. */
  allow(allowed: boolean): void {
    this.feed.mark({ preview: allowed });
    if (allowed) this.preview.show(this.storage.draft);
    else this.preview.clear();
  }

  /** Sent, or left behind: there is nothing to be seen any more. */
  done(): void {
    this.preview.clear();
  }

  reconnected(): void {
    this.preview.flush();
  }
}
