/** Counts the server's notices of changed customer records, per conversation. Views reload when the count changes. */
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
