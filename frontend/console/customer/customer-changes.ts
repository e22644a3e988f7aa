/** How often the server has told that what is known of a conversation's customer changed; who shows it reads it again. */
import { signal } from "@preact/signals";

export class CustomerNews {
  private readonly told = signal<ReadonlyMap<string, number>>(new Map());

  heard(conversationId: string): void {
    this.told.value = new Map(this.told.peek()).set(conversationId, this.count(conversationId) + 1);
  }

  count(conversationId: string): number {
    return this.told.value.get(conversationId) ?? 0;
  }
}
