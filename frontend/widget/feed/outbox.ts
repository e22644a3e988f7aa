/**
 * Messages on their way: shown at once, kept in storage until the server has accepted them, sent one at a time and in order.
 *
 * A resend is harmless, because the server knows a message by its `client_message_id`; so whenever it is unclear whether one
 * arrived (a lost connection, no answer in time), it goes out again.
 */
import type { Attachment, ErrorDetails } from "../../shared/api/contract";
import { randomId } from "../../shared/storage/browser";
import type { Pending, WidgetStorage } from "../storage";

export interface Outgoing extends Pending {
  /** Set when the server refused it for good: the customer decides what becomes of it. */
  failed?: string;
  /** It came back as a message of the transcript before its acceptance did. */
  seen?: boolean;
  /** Another tab is sending it; here it is only shown. */
  elsewhere?: boolean;
}

export interface OutboxOptions {
  storage: WidgetStorage;
  /** Puts the message on the wire; false when there is no connection, then `flush` is called again later. */
  send: (pending: Pending) => boolean;
  onChange: (messages: readonly Outgoing[]) => void;
  /** Nothing was heard of a message in time: the connection is probably dead. */
  onSilence: () => void;
  after?: (run: () => void, milliseconds: number) => number;
  cancel?: (timer: number) => void;
}

const SILENCE_MS = 8_000;
const ADOPT_AFTER_MS = 15_000;
const LONGEST_WAIT_S = 60;
const TEMPORARY = new Set(["rate_limited", "busy", "storage_unavailable"]);

export class Outbox {
  private messages: Outgoing[];
  private inFlight: string | null = null;
  private timer: number | null = null;

  constructor(private readonly options: OutboxOptions) {
    this.messages = options.storage.pending;
    options.onChange(this.messages);
  }

  add(text: string, choice?: string, attachments: Attachment[] = []): void {
    const message: Outgoing = {
      client_message_id: randomId(),
      text,
      created_at: new Date().toISOString(),
      ...(choice === undefined ? {} : { choice }),
      ...(attachments.length === 0 ? {} : { attachments }),
    };
    this.options.storage.addPending(message);
    this.update([...this.messages, message]);
    this.flush();
  }

  /** Sends the oldest message that waits, unless one is on its way. */
  flush(): void {
    const next = this.messages.find((message) => !message.failed && !isElsewhere(message));
    if (!next || this.inFlight || this.timer !== null) return;
    if (!this.options.send(pendingOf(next))) return;
    this.inFlight = next.client_message_id;
    this.schedule(SILENCE_MS, () => {
      this.inFlight = null;
      this.options.onSilence();
    });
  }

  /** The connection was lost or made anew: whatever was on its way goes out again. */
  reconnected(): void {
    this.unschedule();
    this.inFlight = null;
    this.flush();
  }

  accepted(id: string): void {
    this.drop(id);
    this.release(id);
    this.flush();
  }

  refused(id: string, error: ErrorDetails): void {
    this.release(id);
    this.change(id, { seen: false });
    if (TEMPORARY.has(error.code)) {
      const seconds = Math.min(LONGEST_WAIT_S, Math.max(1, Number(error.retry_after) || 2));
      this.schedule(seconds * 1000, () => this.flush());
      return;
    }
    this.change(id, { failed: error.code });
    this.flush();
  }

  /** No conversation could be opened: whatever waits is the customer's to send again. */
  refuseAll(code: string): void {
    this.update(this.messages.map((message) => ({ ...message, failed: code })));
  }

  retry(id: string): void {
    this.change(id, { failed: undefined });
    this.flush();
  }

  drop(id: string): void {
    this.options.storage.removePending(id);
    this.update(this.messages.filter((message) => message.client_message_id !== id));
  }

  /** The transcript has a message with this text from the customer: do not show it twice while its acceptance is on the way. */
  sawOwn(text: string): void {
    const sent = this.messages.find(
      (m) => m.client_message_id === this.inFlight && textOf(m) === text.trim(),
    );
    if (sent) this.update(this.messages.map((m) => (m === sent ? { ...m, seen: true } : m)));
  }

  /** Another tab added or finished a message. */
  syncWithOtherTabs(): void {
    const stored = this.options.storage.pending;
    const known = new Map(this.messages.map((message) => [message.client_message_id, message]));
    this.update(
      stored.map((pending) => known.get(pending.client_message_id) ?? { ...pending, elsewhere: true }),
    );
  }

  clear(): void {
    this.unschedule();
    this.inFlight = null;
    this.update([]);
  }

  /** Whether anything waits to be sent, other than what the customer must decide on. */
  get hasUnsent(): boolean {
    return this.messages.some(({ failed }) => !failed);
  }

  /**
   * The conversation is gone, and what was not sent goes into the next one. Answers whether files stay behind: they, like the
   * choices that were offered, belong to the conversation that is gone.
   */
  carryOver(): boolean {
    this.unschedule();
    this.inFlight = null;
    const files = this.messages.some(({ attachments }) => attachments);
    const [words, filesOnly] = [this.messages.filter(hasText), this.messages.filter((m) => !hasText(m))];
    for (const { client_message_id } of filesOnly) this.options.storage.removePending(client_message_id);
    const kept = words.map((message) => ({
      ...message,
      choice: undefined,
      attachments: undefined,
      seen: false,
    }));
    for (const message of kept) this.options.storage.addPending(pendingOf(message));
    this.update(kept);
    return files;
  }

  private change(id: string, change: Partial<Outgoing>): void {
    this.update(this.messages.map((m) => (m.client_message_id === id ? { ...m, ...change } : m)));
  }

  private release(id: string): void {
    if (this.inFlight !== id) return;
    this.inFlight = null;
    this.unschedule();
  }

  private update(messages: Outgoing[]): void {
    this.messages = messages;
    this.options.onChange(messages);
  }

  private schedule(milliseconds: number, run: () => void): void {
    this.unschedule();
    const after = this.options.after ?? ((job, wait) => setTimeout(job, wait) as unknown as number);
    this.timer = after(() => {
      this.timer = null;
      run();
    }, milliseconds);
  }

  private unschedule(): void {
    if (this.timer !== null) (this.options.cancel ?? clearTimeout)(this.timer);
    this.timer = null;
  }
}

function hasText({ text }: Pending): boolean {
  return text.trim() !== "";
}

/** A message that another tab has not got through in this time is ours to send: that tab may be gone. */
function isElsewhere(message: Outgoing): boolean {
  return message.elsewhere === true && Date.now() - Date.parse(message.created_at) < ADOPT_AFTER_MS;
}

function pendingOf({ client_message_id, text, choice, attachments, created_at }: Outgoing): Pending {
  return {
    client_message_id,
    text,
    created_at,
    ...(choice === undefined ? {} : { choice }),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

/** As the server stores it: the files' names where nothing was written. */
export function textOf({ text, attachments = [] }: Pending): string {
  return text.trim() || attachments.map(({ name }) => name).join(", ");
}

/** The frame that brings it to the server. */
export function frameOf({ client_message_id, text, choice, attachments }: Pending): Record<string, unknown> {
  return {
    type: "message.send",
    client_message_id,
    text,
    ...(choice ? { choice } : {}),
    ...(attachments ? { attachments: attachments.map(({ id }) => id) } : {}),
  };
}
