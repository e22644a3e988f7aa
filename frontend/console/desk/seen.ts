/** Up to which message an agent has looked at each conversation, so that unread marks survive a reload. */
import { localStore } from "../../shared/storage";

const PREFIX = "baton.console.seen.";
const KEPT = 300;

export class Seen {
  private readonly key: string;
  private readonly seqs: Map<string, number>;

  constructor(agentId: string) {
    this.key = PREFIX + agentId;
    this.seqs = read(this.key);
  }

  get(conversationId: string): number {
    return this.seqs.get(conversationId) ?? 0;
  }

  /** How many messages of the customer stand behind it. */
  countUnseen(
    conversationId: string,
    timeline: readonly { seq: number; author: { kind: string } }[],
  ): number {
    const seen = this.get(conversationId);
    return timeline.filter((message) => message.seq > seen && message.author.kind === "customer").length;
  }

  /** Whether this was news. */
  set(conversationId: string, seq: number): boolean {
    if (seq <= this.get(conversationId)) return false;
    this.seqs.delete(conversationId);
    this.seqs.set(conversationId, seq);
    for (const oldest of this.seqs.keys()) {
      if (this.seqs.size <= KEPT) break;
      this.seqs.delete(oldest);
    }
    localStore.write(this.key, [...this.seqs]);
    return true;
  }
}

function read(key: string): Map<string, number> {
  const stored = localStore.read(key);
  return new Map(Array.isArray(stored) ? (stored as [string, number][]) : []);
}
