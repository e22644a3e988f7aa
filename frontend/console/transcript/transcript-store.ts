/**
 * One conversation's transcript on this page. It is loaded once and kept complete by `seq`: after every gap and
 * reconnection the missing part is loaded. Unconfirmed messages from this page are in its outbox.
 */

import { computed, effect, signal } from "@preact/signals";
import type { Attachment, Message, MessagePage } from "../../shared/api/contract";
import { type ApiError, type Client, segment } from "../../shared/http";
import { randomId } from "../../shared/storage/browser";
import { completeUntil, hasGap, merge, readAfter, type Timeline } from "../../shared/timeline/timeline";
import type { Outgoing } from "../api/types";
import { Outbox, unconfirmed } from "./outbox";

interface TranscriptOptions {
  conversationId: string;
  agentId: string;
  read: (after: number) => Promise<MessagePage>;
  deliver: (outgoing: Outgoing) => Promise<Message>;
}

export class Transcript {
  readonly timeline = signal<Timeline>([]);
  readonly loaded = signal(false);
  readonly failure = signal<ApiError | null>(null);
  readonly outbox: Outbox;
  readonly outgoing = computed(() =>
    unconfirmed(this.outbox.list.value, this.timeline.value, this.options.agentId),
  );
  private reading: Promise<void> | undefined;
  private again = false;

  constructor(private readonly options: TranscriptOptions) {
    this.outbox = new Outbox(`${options.agentId}.${options.conversationId}`, options.deliver, (message) =>
      this.receive([message]),
    );
  }

  get lastSeq(): number {
    return completeUntil(this.timeline.value);
  }

  receive(messages: readonly Message[]): void {
    this.timeline.value = merge(this.timeline.value, messages);
    if (hasGap(this.timeline.value)) void this.catchUp();
  }

  /** The whole transcript, as returned when a handoff is accepted. */
  fill(messages: readonly Message[]): void {
    this.receive(messages);
    this.loaded.value = true;
  }

  /** Loads what is missing. If called while loading, it loads once more afterwards. */
  catchUp(): Promise<void> {
    if (this.reading) this.again = true;
    this.reading ??= this.readOn().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  /** Sends a reply; returns whether it arrived (false: it was refused, and waits to be edited or sent again). */
  deliver(text: string, attachments: readonly Attachment[] = []): Promise<boolean> {
    const sent = this.send(text, "public", attachments);
    return new Promise((resolve) => {
      const stop = effect(() => {
        const mine = this.outgoing.value.find(({ client_message_id }) => client_message_id === sent);
        if (mine && mine.refused === undefined) return;
        queueMicrotask(() => stop());
        resolve(!mine);
      });
    });
  }

  /** Returns the message's own identifier. Where nothing is written, the files' names are the text, as the server stores it. */
  send(text: string, visibility: Outgoing["visibility"], attachments: readonly Attachment[] = []): string {
    const id = randomId();
    this.outbox.add({
      client_message_id: id,
      text: text || attachments.map(({ name }) => name).join(", "),
      ...(attachments.length > 0 ? { attachments } : {}),
      visibility,
      after: this.timeline.value.at(-1)?.seq ?? 0,
      created_at: new Date().toISOString(),
    });
    return id;
  }

  private async readOn(): Promise<void> {
    do {
      this.again = false;
      try {
        const missed = await readAfter(this.lastSeq, this.options.read);
        this.timeline.value = merge(this.timeline.value, missed);
        this.loaded.value = true;
        this.failure.value = null;
      } catch (error) {
        this.failure.value = error as ApiError;
        return;
      }
    } while (this.again);
    void this.outbox.flush();
  }
}

/** The transcript of a conversation on the server, for this agent. */
export function transcriptOf(conversationId: string, agentId: string, api: Client): Transcript {
  const path = `/conversations/${segment(conversationId)}`;
  return new Transcript({
    conversationId,
    agentId,
    read: (after) => api.get<MessagePage>(`${path}/messages`, { after, limit: 500 }),
    deliver: ({ client_message_id, text, visibility, attachments = [] }) =>
      api.post<Message>(`${path}/reply`, {
        client_message_id,
        text,
        visibility,
        attachments: attachments.map(({ id }) => id),
      }),
  });
}
