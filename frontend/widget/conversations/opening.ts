/** Opens the conversation with the customer's first word, once, whoever and in however many tabs they are. */

import type { OpenedConversation } from "../../shared/api/contract";
import { ApiError } from "../../shared/http";
import { withLock } from "../../shared/storage/browser";
import { merge } from "../../shared/timeline/timeline";
import type { CustomerApi, Opening } from "../api";
import type { Feed } from "../feed/feed";
import { whenFilled } from "../form/form";
import type { SavedConversation, WidgetStorage } from "../storage";
import type { Store } from "../store";
import { subjectOf } from "./identity";

export interface Visit {
  locale: string;
  pageUrl: string | null;
  /** Undefined while the site has not said yet whether anybody is signed in. */
  identity: string | null | undefined;
}

export class Opener {
  private opening: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    private readonly storage: WidgetStorage,
    private readonly api: CustomerApi,
    private readonly feed: Feed,
    private visit: Visit,
  ) {
    store.signedIn.value = Boolean(visit.identity);
  }

  identify(identity: string | null): void {
    this.visit = { ...this.visit, identity };
    this.store.signedIn.value = Boolean(identity);
  }

  /** Whether the conversation belongs to somebody else than who is signed in on the site now. */
  isOthers(saved: SavedConversation): boolean {
    const { identity } = this.visit;
    return identity !== undefined && saved.subject !== subjectOf(identity);
  }

  /**
   * Opens a conversation if there is none; two tabs that open at once share one. If the company asks for something first, it
   * waits for that.
   */
  ensureOpen(): Promise<void> {
    if (this.feed.id) return Promise.resolve();
    this.opening ??= whenFilled(this.store.formNeeded)
      .then(() => withLock("baton.open", () => this.open()))
      .finally(() => {
        this.opening = null;
      });
    return this.opening;
  }

  private async open(): Promise<void> {
    const other = this.storage.conversation;
    if (other) return this.feed.connect(other);
    const { locale, pageUrl } = this.visit;
    const form = this.store.filled.value;
    const opening = { locale, ...(pageUrl ? { page_url: pageUrl } : {}), ...(form ? { form } : {}) };
    const identity = this.visit.identity ?? null;
    const [created, subject] = await this.openAs(opening, identity).catch((error: unknown) => {
      // What was refused may be what was entered: it is asked again.
      if (error instanceof ApiError && [400, 404].includes(error.status)) this.store.filled.value = null;
      throw error;
    });
    const saved = { id: created.conversation_id, token: created.token, subject };
    this.storage.conversation = saved;
    this.store.timeline.value = merge([], created.messages);
    this.feed.connect(saved);
  }

  /** An expired identity must not stop the customer from writing: if the server allows it, they are a guest. */
  private async openAs(
    opening: Opening,
    identity: string | null,
  ): Promise<[OpenedConversation, string | null]> {
    if (identity === null) return [await this.api.open(opening), null];
    try {
      return [await this.api.open({ ...opening, identity }), subjectOf(identity)];
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.visit = { ...this.visit, identity: null };
      return [await this.api.open(opening), null];
    }
  }
}
