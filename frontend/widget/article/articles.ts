/** What customers do with articles: search, open, read, leave. */

import type { HelpResults, PublishedArticle } from "../../shared/api/contract";
import { ApiError } from "../../shared/http";
import type { FetchPicture } from "../../shared/markdown/picture-source";
import type { CustomerApi } from "../api";
import type { Reading, Store } from "../store";

export class Articles {
  constructor(
    private readonly store: Store,
    private readonly api: CustomerApi,
  ) {}

  search(text: string): Promise<HelpResults> {
    return this.api.searchHelp(text);
  }

  /** What not everybody may read is asked for in the customer's own name. */
  async read(id: string): Promise<PublishedArticle> {
    try {
      return await this.api.article(id);
    } catch (error) {
      const conversation = this.store.conversation.peek()?.id;
      if (!(error instanceof ApiError) || error.status !== 404 || !conversation) throw error;
      return this.api.ownArticle(conversation, id);
    }
  }

  /** What the browser was refused, in the customer's own name. */
  readonly picture: FetchPicture = async (address) => {
    const conversation = this.store.conversation.peek()?.id;
    if (!conversation) throw new Error("There is no conversation.");
    return this.api.ownPicture(conversation, address);
  };

  open(reading: Reading): void {
    this.store.reading.value = reading;
  }

  close(): void {
    this.store.reading.value = null;
  }
}
