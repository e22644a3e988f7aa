/** The last message that the agent has seen in each conversation, stored so that unread marks survive a reload. */
import { localStore } from "../../shared/storage/storage";

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

  /** How many customer messages follow it. */
  countUnseen(
    conversationId: string,
    timeline: readonly { seq: number; author: { kind: string } }[],
  ): number {
    const seen = this.get(conversationId);
    return timeline.filter((message) => message.seq > seen && message.author.kind === "customer").length;
  }

  /** The number of unseen customer messages in each conversation that has any. */
  unreadOf(
    conversations: readonly { id: string }[],
    timelineOf: (id: string) => Parameters<Seen["countUnseen"]>[1],
  ): ReadonlyMap<string, number> {
    const counts = conversations.map(({ id }) => [id, this.countUnseen(id, timelineOf(id))] as const);
    return new Map(counts.filter(([, count]) => count > 0));
  }

  /** Returns whether this changed anything. */
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
