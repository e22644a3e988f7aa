/** The notes that mention this agent, reloaded whenever the server announces a change. */

import { computed, signal } from "@preact/signals";
import type { Mention } from "../../shared/api/contract";
import { type Client, segment } from "../../shared/http";
import { Coalesced } from "../desk/coalesced";

export class Mentions {
  /** Null until loaded. */
  readonly list = signal<readonly Mention[] | null>(null);
  readonly unread = computed(() => (this.list.value ?? []).filter((mention) => !mention.read));
  /** The note to scroll to, until it is shown. */
  readonly wanted = signal<{ conversationId: string; seq: number } | null>(null);
  private readonly reading = new Coalesced(() => this.load());

  constructor(
    private readonly api: Client,
    private readonly onMentioned: (mention: Mention) => void,
  ) {}

  ask(): void {
    this.reading.ask();
  }

  /** Marks the visible conversation's mentions as read, here and on the server. */
  async markRead(conversationId: string): Promise<void> {
    if (!this.unread.peek().some((mention) => mention.conversation_id === conversationId)) return;
    await this.api.post(`/conversations/${segment(conversationId)}/mentions/read`);
    await this.load();
  }

  private async load(): Promise<void> {
    const before = this.list.peek();
    const known = new Set(before?.map(({ id }) => id));
    this.list.value = (await this.api.get<{ mentions: Mention[] }>("/mentions")).mentions;
    if (!before) return;
    for (const mention of this.unread.peek()) if (!known.has(mention.id)) this.onMentioned(mention);
  }
}
