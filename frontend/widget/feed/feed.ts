/**
 * What the server tells of the conversation, written into the store: its status, its messages, who is typing.
 *
 * The socket replays what was missed and then goes live; where a gap shows all the same, it is read again over HTTP.
 */
import type { Conversation, CustomerFrame, ErrorDetails, Message } from "../../shared/api/contract";
import type { AuthorKind } from "../../shared/api/types";
import { ApiError } from "../../shared/http";
import { LiveSocket, type SocketState, socketUrl } from "../../shared/socket/socket";
import { completeUntil, hasGap, lastSeq, merge, readAfter } from "../../shared/timeline/timeline";
import type { CustomerApi } from "../api";
import type { Marks, SavedConversation, WidgetStorage } from "../storage";
import type { Store } from "../store";

const AGENT_TYPING_MS = 6_000;
const BOT_TYPING_MS = 15_000;
const GATHER_MS = 16;
const REPAIR_AFTER_MS = 700;

export interface FeedListener {
  opened(): void;
  accepted(clientMessageId: string): void;
  refused(clientMessageId: string | undefined, error: ErrorDetails): void;
  /** A message of the customer's own showed up in the transcript. */
  sawOwn(text: string): void;
  /** The conversation is not there any more, or its token no longer opens it. */
  gone(): void;
  /** The conversation goes on in another one of the customer's. */
  elsewhere(): void;
}

export class Feed {
  private socket: LiveSocket<CustomerFrame> | null = null;
  private saved: SavedConversation | null = null;
  private arrived: Message[] = [];
  private gathering = false;
  private repairing = false;
  private typingTimer = 0;
  private reported = 0;

  constructor(
    private readonly store: Store,
    private readonly storage: WidgetStorage,
    private readonly api: CustomerApi,
    private readonly listener: FeedListener,
  ) {}

  /** Identifier of the conversation that this feed follows. */
  get id(): string | null {
    return this.saved?.id ?? null;
  }

  connect(saved: SavedConversation): void {
    this.socket?.stop();
    this.saved = saved;
    this.reported = 0;
    this.socket = new LiveSocket<CustomerFrame>({
      url: () =>
        socketUrl(`/conversations/${saved.id}/socket?after=${completeUntil(this.store.timeline.value)}`),
      token: () => saved.token,
      onFrame: (frame) => this.receive(frame),
      onState: (state) => this.stateChanged(state),
      onRefused: () => this.refresh(),
    });
    this.socket.start();
  }

  disconnect(): void {
    this.socket?.stop();
    this.socket = null;
    this.saved = null;
    this.arrived = [];
    this.store.socket.value = "idle";
    this.store.conversation.value = null;
    this.store.timeline.value = [];
    this.store.typing.value = null;
    this.store.contactLeft.value = null;
    this.store.keepWaiting.value = false;
  }

  send(frame: unknown): boolean {
    return this.socket?.send(frame) === true;
  }

  restart(): void {
    this.socket?.restart();
  }

  /** After a sleep the connection may only seem to stand: try at once, and look whether something was missed. */
  wake(): void {
    this.socket?.nudge();
    if (this.socket?.state === "open") void this.readMissed();
  }

  /** Reads the conversation's state again; what the socket tells later is newer. */
  refresh(): void {
    const id = this.id;
    if (!id) return;
    this.api.conversation(id).then(
      (conversation) => id === this.id && this.changed(conversation),
      (error) => this.failed(error),
    );
  }

  /** While the customer waits and looks, their position and wait are kept fresh. */
  refreshPosition(): void {
    if (this.store.conversation.value?.status === "queued" && !document.hidden) this.refresh();
  }

  mark(marks: Partial<Marks>): void {
    this.store.marks.value = { ...this.store.marks.value, ...marks };
    this.storage.marks = this.store.marks.value;
  }

  /** The customer looks at the page: what is there has been read. */
  markRead(): void {
    const read = lastSeq(this.store.timeline.value);
    const { looking, visible, view } = this.store;
    const seen = looking.value && visible.value && view.value === "talk";
    if (!seen) return;
    if (read > this.store.marks.value.read) this.mark({ read });
    this.reportSeen(read);
  }

  /** People who write to the customer want to know whether it is read; the bot does not. */
  private reportSeen(seq: number): void {
    const status = this.store.conversation.value?.status;
    if (seq <= this.reported || !status || status === "bot") return;
    if (this.send({ type: "seen", seq })) this.reported = seq;
  }

  private stateChanged(state: SocketState): void {
    this.store.socket.value = state;
    if (state !== "open") return;
    this.listener.opened();
    this.markRead();
  }

  private receive(frame: CustomerFrame): void {
    if (frame.type === "message.created") this.gather(frame.message);
    else if (frame.type === "message.accepted") this.accepted(frame.client_message_id, frame.message);
    else if (frame.type === "conversation.changed") this.changed(frame.conversation);
    else if (frame.type === "typing")
      this.showTyping(frame.author ?? { kind: "agent", name: null }, AGENT_TYPING_MS);
    else if (frame.type === "settings.changed") this.store.settingsVersion.value = frame.version;
    else if (frame.type === "error") this.listener.refused(frame.client_message_id, frame.error);
  }

  private accepted(id: string, message: Message): void {
    this.takeArrived([message]);
    this.listener.accepted(id);
    const status = this.store.conversation.value?.status;
    // A machine will answer, unless people have the conversation.
    if (status === "bot" || status === "resolved")
      this.showTyping({ kind: "bot", name: null }, BOT_TYPING_MS);
  }

  private changed(conversation: Conversation): void {
    const before = this.store.conversation.value?.status;
    this.store.conversation.value = conversation;
    if (conversation.continues_elsewhere) this.listener.elsewhere();
    if (before === conversation.status) return;
    this.markRead();
    this.store.contactLeft.value = null;
    this.store.keepWaiting.value = false;
    if (before !== "resolved" || conversation.status !== "bot") this.hideTyping();
  }

  private showTyping(author: { kind: AuthorKind; name: string | null }, milliseconds: number): void {
    if (author.kind === "customer") return;
    clearTimeout(this.typingTimer);
    this.store.typing.value = author;
    this.typingTimer = setTimeout(() => this.hideTyping(), milliseconds) as unknown as number;
  }

  private hideTyping(): void {
    this.store.typing.value = null;
  }

  /** A replay brings hundreds of frames: they are merged a few milliseconds at a time, not one by one. */
  private gather(message: Message): void {
    this.arrived.push(message);
    if (this.gathering) return;
    this.gathering = true;
    setTimeout(() => this.takeArrived(), GATHER_MS);
  }

  private takeArrived(more: Message[] = []): void {
    const arrived = [...this.arrived, ...more];
    this.arrived = [];
    this.gathering = false;
    this.take(arrived);
    for (const message of arrived) if (message.author.kind === "customer") this.listener.sawOwn(message.text);
    const typing = this.store.typing.value?.kind;
    if (arrived.some(({ kind, author }) => kind === "text" && author.kind === typing)) this.hideTyping();
    // An acceptance may overtake what came just before it: only a gap that stays is one.
    if (hasGap(this.store.timeline.value)) setTimeout(() => this.repair(), REPAIR_AFTER_MS);
  }

  private take(messages: readonly Message[]): void {
    this.store.timeline.value = merge(this.store.timeline.value, messages);
    this.markRead();
  }

  private repair(): void {
    if (hasGap(this.store.timeline.value)) void this.readMissed();
  }

  private async readMissed(): Promise<void> {
    const id = this.id;
    if (this.repairing || !id) return;
    this.repairing = true;
    try {
      const after = completeUntil(this.store.timeline.value);
      const missed = await readAfter(after, (seq) => this.api.messages(id, seq));
      if (id === this.id) this.take(missed);
    } catch (error) {
      this.failed(error);
    } finally {
      this.repairing = false;
    }
  }

  /** The network's failures pass: the socket's own reconnection brings the same later. */
  private failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401 || error.status === 404) this.listener.gone();
  }
}
