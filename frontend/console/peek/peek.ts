/**
 * Which conversation is peeked at: its last messages show beside its row, and nothing else happens. It is not opened, so
 * no colleague sees "also open" and nothing counts as read.
 */
import { signal } from "@preact/signals";
import type { Message, MessagePage, StaffConversation } from "../../shared/api/contract";
import { type Client, segment } from "../../shared/http";

/** The pointer rests on a row for so long before the peek shows. */
const REST_MS = 600;
/** Time to move from the row to the peek, or on to the next row. */
const LEAVE_MS = 250;
const MOST_SHOWN = 8;
/** Events stand between the messages, so a few more are read. */
const MOST_READ = 24;

export interface Peeked {
  readonly id: string;
  /** A peek by key takes the focus; one by pointer leaves it where it is. */
  readonly by: "key" | "pointer";
}

export class Peek {
  readonly shown = signal<Peeked | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** The key: shows this row's conversation, or closes it again. */
  toggle(id: string): void {
    const same = this.shown.peek()?.id === id;
    this.put(same ? null : { id, by: "key" });
  }

  /** The pointer is over this row, or over none. What a key has opened stays until a key closes it. */
  pointAt(id: string | null): void {
    clearTimeout(this.timer);
    const before = this.shown.peek();
    if (before?.by === "key" || before?.id === id) return;
    const wait = before ? LEAVE_MS : REST_MS;
    if (before || id) this.timer = setTimeout(() => this.put(id ? { id, by: "pointer" } : null), wait);
  }

  /** The pointer is over the peek itself. */
  hold(): void {
    clearTimeout(this.timer);
  }

  close(): void {
    this.put(null);
  }

  private put(peeked: Peeked | null): void {
    clearTimeout(this.timer);
    this.shown.value = peeked;
  }
}

export interface PeekedAt {
  readonly conversation: StaffConversation;
  /** The last texts and notes, oldest first. */
  readonly messages: readonly Message[];
}

export async function readPeek(api: Client, id: string): Promise<PeekedAt> {
  const path = `/conversations/${segment(id)}`;
  const conversation = await api.get<StaffConversation>(path);
  const after = Math.max(0, conversation.last_seq - MOST_READ);
  const page = await api.get<MessagePage>(`${path}/messages`, { after, limit: MOST_READ * 2 });
  const texts = page.messages.filter(({ kind }) => kind === "text");
  return { conversation, messages: texts.slice(-MOST_SHOWN) };
}
