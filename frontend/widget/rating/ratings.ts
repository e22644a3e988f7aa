/**
 * Ratings go out one after the other, and of those that wait only the newest: arrow keys pass over every star. What was
 * chosen for a conversation that the customer has left meanwhile is dropped. Words may be sent while the stars are on
 * their way, so nothing is busy.
 */
import { lastSeq } from "../../shared/timeline/timeline";
import type { CustomerApi } from "../api";
import type { Feed } from "../feed/feed";
import type { WidgetStorage } from "../storage";
import type { Store } from "../store";

interface Parts {
  readonly store: Store;
  readonly storage: WidgetStorage;
  readonly api: CustomerApi;
  readonly feed: Feed;
  readonly onFailed: (error: unknown) => void;
}

export class Ratings {
  private newest = 0;
  private last: Promise<boolean> = Promise.resolve(true);

  constructor(private readonly parts: Parts) {}

  /** Whether it is stored. */
  give(score: number, comment: string): Promise<boolean> {
    const [mine, conversation] = [++this.newest, this.conversation];
    this.last = this.last.then(() => {
      const outdated = mine !== this.newest || conversation !== this.conversation;
      return outdated ? false : this.send(conversation, score, comment);
    });
    return this.last;
  }

  private get conversation(): string {
    return this.parts.storage.conversation?.id ?? "";
  }

  private async send(conversation: string, score: number, comment: string): Promise<boolean> {
    const { store, api, feed, onFailed } = this.parts;
    const rated = lastSeq(store.timeline.value);
    store.notice.value = null;
    try {
      await api.rate(conversation, score, comment);
    } catch (error) {
      onFailed(error);
      return false;
    }
    if (this.conversation === conversation) feed.mark({ rated });
    return true;
  }
}
