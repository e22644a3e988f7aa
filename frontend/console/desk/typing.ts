/** Who is typing where. A typing frame says "now"; it fades by itself when no other follows. */
import { signal } from "@preact/signals";
import type { AuthorKind, Me } from "../../shared/types";

interface Typist {
  readonly kind: AuthorKind;
  readonly name: string | null;
}

const FADES_AFTER_MS = 5_000;

export class Typing {
  readonly where = signal<ReadonlyMap<string, Typist>>(new Map());
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  heard(conversationId: string, author: (Typist & { id?: string }) | null, me: Me): void {
    const typist = author ?? { kind: "customer", name: null };
    if (typist.kind === "agent" && (author?.id === me.id || typist.name === me.name)) return;
    this.where.value = new Map(this.where.peek()).set(conversationId, typist);
    clearTimeout(this.timers.get(conversationId));
    this.timers.set(
      conversationId,
      setTimeout(() => this.stopped(conversationId), FADES_AFTER_MS),
    );
  }

  stopped(conversationId: string): void {
    clearTimeout(this.timers.get(conversationId));
    this.timers.delete(conversationId);
    if (!this.where.peek().has(conversationId)) return;
    this.where.value = new Map([...this.where.peek()].filter(([id]) => id !== conversationId));
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}
