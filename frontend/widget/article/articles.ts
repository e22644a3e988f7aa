/** What customers do with articles: search, open, read, leave. */

import type { HelpResults, PublishedArticle } from "../../shared/api/contract";
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

  read(id: string): Promise<PublishedArticle> {
    return this.api.article(id);
  }

  open(reading: Reading): void {
    this.store.reading.value = reading;
  }

  close(): void {
    this.store.reading.value = null;
  }
}
