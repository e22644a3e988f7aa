/** Goes on in another conversation: one that another tab has opened, or the one into which this one was merged. */

import type { CustomerApi } from "../api";
import type { Articles } from "../article/articles";
import type { Feed } from "../feed/feed";
import type { Outbox } from "../feed/outbox";
import type { SavedConversation, WidgetStorage } from "../storage";
import type { Store } from "../store";
import type { PastConversations } from "./past";

/** The server's code for it: what is written here belongs into the other one. */
export const ELSEWHERE = "continues_elsewhere";

interface Parts {
  readonly store: Store;
  readonly storage: WidgetStorage;
  readonly api: CustomerApi;
  readonly feed: Feed;
  readonly outbox: Outbox;
  readonly articles: Articles;
  readonly past: PastConversations;
}

export class Following {
  private asked: string | null = null;

  constructor(private readonly parts: Parts) {}

  /** Another tab opened a conversation or started anew: this one goes along. */
  follow(saved: SavedConversation | null): void {
    const { store, storage, feed, outbox, articles, past } = this.parts;
    if (saved && saved.id === feed.id) return;
    feed.disconnect();
    articles.close();
    store.marks.value = storage.marks;
    outbox.syncWithOtherTabs();
    if (!saved) outbox.carryOver();
    past.read();
    if (saved) feed.connect(saved);
    store.view.value = saved ? "talk" : "home";
  }

  /** The server says that the customer goes on in another conversation of theirs, and takes what is not sent along. */
  async lead(): Promise<void> {
    const { storage, api, outbox, past } = this.parts;
    const saved = storage.conversation;
    if (!saved || this.asked === saved.id) return;
    this.asked = saved.id;
    const to = await api.continueElsewhere(saved.id).catch(() => null);
    this.asked = null;
    if (!to || storage.conversation?.id !== saved.id) return;
    const next = { id: to.conversation_id, token: to.token, subject: saved.subject };
    storage.clearConversation();
    storage.conversation = next;
    past.forget(({ id }) => id === next.id);
    outbox.carryOver();
    this.follow(next);
  }
}
