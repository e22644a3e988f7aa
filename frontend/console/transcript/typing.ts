/** Who is typing where. A typing frame means "now" and expires if no other follows. */

import { signal } from "@preact/signals";
import type { Me } from "../../shared/api/contract";
import type { AuthorKind } from "../../shared/api/types";

interface Typist {
  readonly kind: AuthorKind;
  readonly name: string | null;
  /** The unsent text, if the writer allows the preview. */
  readonly text?: string;
}

const FADES_AFTER_MS = 5_000;

export class Typing {
  readonly where = signal<ReadonlyMap<string, Typist>>(new Map());
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  heard(conversationId: string, author: (Typist & { id?: string }) | null, me: Me, text?: string): void {
    if (text === "") {
      this.stopped(conversationId);
      return;
    }
    const typist = { ...(author ?? { kind: "customer" as const, name: null }), ...(text ? { text } : {}) };
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
