/**
 * Replies being sent: shown at once, kept in browser storage until the server has them, and resent with the same
 * `client_message_id` after a lost connection or a reload, so that none is lost or doubled.
 */
import { signal } from "@preact/signals";
import { ApiError } from "../../shared/http";
import { localStore } from "../../shared/storage/storage";
import type { Message } from "../../shared/types";
import type { Outgoing } from "../api/types";

export type Deliver = (outgoing: Outgoing) => Promise<Message>;

const PREFIX = "baton.console.outbox.";
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;

export class Outbox {
  readonly list = signal<readonly Outgoing[]>([]);
  private busy = false;
  private stopped = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly key: string,
    private readonly deliver: Deliver,
    private readonly onDelivered: (message: Message) => void,
  ) {
    this.list.value = read(PREFIX + key);
  }

  add(outgoing: Outgoing): void {
    this.keep([...this.list.value, outgoing]);
    void this.flush();
  }

  remove(id: string): void {
    this.keep(this.list.value.filter((outgoing) => outgoing.client_message_id !== id));
  }

  retry(id: string): void {
    this.keep(
      this.list.value.map((outgoing) => (outgoing.client_message_id === id ? without(outgoing) : outgoing)),
    );
    void this.flush();
  }

  /** Sends waiting replies in order, one at a time. Called again when the connection is back. */
  async flush(): Promise<void> {
    if (this.busy || this.stopped) return;
    clearTimeout(this.timer);
    this.busy = true;
    try {
      for (let next = this.waiting(); next && !this.stopped; next = this.waiting()) {
        if (!(await this.sendOne(next))) break;
      }
    } finally {
      this.busy = false;
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private waiting(): Outgoing | undefined {
    return this.list.value.find((outgoing) => outgoing.refused === undefined);
  }

  /** Returns whether the next one may be sent at once. */
  private async sendOne(outgoing: Outgoing): Promise<boolean> {
    try {
      const message = await this.deliver(outgoing);
      this.failures = 0;
      this.onDelivered(message);
      this.remove(outgoing.client_message_id);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError) || error.temporary || error.status === 401) {
        this.tryLater(error instanceof ApiError ? error.retryAfter : null);
        return false;
      }
      this.refuse(outgoing.client_message_id, error.code);
      return true;
    }
  }

  private tryLater(retryAfter: number | null): void {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++);
    this.timer = setTimeout(() => void this.flush(), Math.max(pause, (retryAfter ?? 0) * 1_000));
  }

  private refuse(id: string, code: string): void {
    this.keep(
      this.list.value.map((outgoing) =>
        outgoing.client_message_id === id ? { ...outgoing, refused: code } : outgoing,
      ),
    );
  }

  private keep(list: readonly Outgoing[]): void {
    this.list.value = list;
    localStore.write(PREFIX + this.key, list.length > 0 ? list : null);
  }
}

/**
 * The replies still shown as being sent. The socket may bring the stored message before the response to the request
 * arrives, and the message must not be shown twice in that moment.
 */
export function unconfirmed(
  outgoing: readonly Outgoing[],
  timeline: readonly Message[],
  agentId: string,
): readonly Outgoing[] {
  const taken = new Set<number>();
  return outgoing.filter((candidate) => {
    const twin = timeline.find((message) => isTwin(message, candidate, agentId) && !taken.has(message.seq));
    if (twin) taken.add(twin.seq);
    return twin === undefined;
  });
}

function isTwin(message: Message, outgoing: Outgoing, agentId: string): boolean {
  const author: { kind: string; id?: string } = message.author;
  return (
    outgoing.refused === undefined &&
    message.seq > outgoing.after &&
    author.kind === "agent" &&
    (author.id === undefined || author.id === agentId) &&
    message.visibility === outgoing.visibility &&
    message.text === outgoing.text
  );
}

function without(outgoing: Outgoing): Outgoing {
  const { refused: _refused, ...rest } = outgoing;
  return rest;
}

function read(key: string): readonly Outgoing[] {
  const stored = localStore.read(key);
  return Array.isArray(stored) ? (stored as Outgoing[]) : [];
}
