/** Asks golden questions one after the other, and keeps what the bot says to each now. */
import { signal } from "@preact/signals";
import type { GoldenQuestion, GoldenReply } from "../../shared/api/contract";
import { type Client, type Query, segment } from "../../shared/http";
import { listQuestions } from "./calls";

const MOST_AT_ONCE = 200;

export class Asking {
  /** By the question's identifier; what was asked in other words than it has now does not count. */
  readonly replies = signal<ReadonlyMap<string, GoldenReply>>(new Map());
  /** How far it is; null while nothing is asked. */
  readonly progress = signal<{ readonly done: number; readonly total: number } | null>(null);
  private stopped = false;

  constructor(private readonly api: Client) {}

  replyTo({ id, version }: GoldenQuestion): GoldenReply | null {
    const reply = this.replies.value.get(id);
    return reply?.version === version ? reply : null;
  }

  async one({ id }: GoldenQuestion): Promise<void> {
    const reply = await this.api.post<GoldenReply>(`/golden-questions/${segment(id)}/ask`, {});
    this.replies.value = new Map(this.replies.peek()).set(id, reply);
  }

  /** All that the filter shows, also those that the page has not loaded. */
  async all(query: Query): Promise<void> {
    this.stopped = false;
    this.progress.value = { done: 0, total: 0 };
    try {
      const questions = await this.found(query);
      for (const [place, question] of questions.entries()) {
        if (this.stopped) return;
        this.progress.value = { done: place, total: questions.length };
        await this.one(question);
      }
    } finally {
      this.progress.value = null;
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private async found(query: Query): Promise<GoldenQuestion[]> {
    const found: GoldenQuestion[] = [];
    let cursor: string | null = null;
    do {
      const page = await listQuestions(this.api, { ...query, limit: MOST_AT_ONCE, cursor });
      found.push(...page.questions);
      cursor = page.next;
    } while (cursor !== null);
    return found;
  }
}
