/**
 * The customer's side of a conversation: opened lazily with the first message, resumed on reload, in step with other tabs.
 *
 * The transcript comes from the socket, which replays what was missed; whenever a gap shows, it is read again over HTTP.
 */
import { ApiError } from "../shared/http";
import { LiveSocket, socketUrl } from "../shared/socket";
import { completeUntil, hasGap, lastSeq, merge, readAfter } from "../shared/timeline";
import type { AuthorKind, Conversation, CustomerFrame, Message } from "../shared/types";
import type { CustomerApi } from "./api";
import { Outbox } from "./outbox";
import type { Pending, SavedConversation, WidgetStorage } from "./storage";
import type { Store } from "./store";

const TYPING_SHOWN_MS = 6_000;
const BOT_TYPING_SHOWN_MS = 15_000;
const TYPING_TOLD_MS = 3_000;
const QUEUE_REFRESH_MS = 20_000;
const GATHER_MS = 16;

export interface Visit {
  locale: string;
  pageUrl: string | null;
  identity: string | null;
}

export class Controller {
  private socket: LiveSocket<CustomerFrame> | null = null;
  /** The conversation that the socket belongs to. */
  private connected: string | null = null;
  private readonly outbox: Outbox;
  private opening: Promise<void> | null = null;
  private arrived: Message[] = [];
  private gathering = false;
  private typingTimer = 0;
  private typingTold = 0;
  private repairing = false;

  constructor(
    private readonly store: Store,
    private readonly storage: WidgetStorage,
    private readonly api: CustomerApi,
    private visit: Visit,
  ) {
    this.outbox = new Outbox({
      storage,
      send: (pending) => this.put(pending),
      onChange: (messages) => {
        store.outgoing.value = messages;
      },
      onSilence: () => this.socket?.restart(),
    });
    storage.onOtherTab((what) => this.otherTab(what));
    setInterval(() => this.refreshQueue(), QUEUE_REFRESH_MS);
  }

  /** Takes up the saved conversation, if it is still this person's. */
  start(): void {
    const saved = this.storage.conversation;
    if (saved && saved.subject !== subjectOf(this.visit.identity)) this.forget();
    else if (saved) this.connect(saved);
    else if (this.store.outgoing.value.length > 0) this.flush();
    this.store.phase.value = "ready";
  }

  /** The site says that somebody else is signed in now, or nobody. */
  identify(identity: string | null): void {
    this.visit = { ...this.visit, identity };
    const saved = this.storage.conversation;
    if (saved && saved.subject !== subjectOf(identity)) this.forget();
  }

  send(text: string, choice?: string): void {
    this.store.notice.value = null;
    this.outbox.add(text, choice);
    this.flush();
  }

  retry(id: string): void {
    this.outbox.retry(id);
    this.flush();
  }

  discard(id: string): void {
    this.outbox.drop(id);
  }

  /** Tells the other side, at most every few seconds, that the customer is typing. */
  typing(): void {
    if (Date.now() - this.typingTold < TYPING_TOLD_MS) return;
    if (this.socket?.send({ type: "typing" })) this.typingTold = Date.now();
  }

  async requestPerson(): Promise<void> {
    await this.act(async () => {
      await this.ensureOpen();
      await this.api.requestPerson(this.id);
      this.store.keepWaiting.value = false;
    });
  }

  async cancelWaiting(): Promise<void> {
    await this.act(() => this.api.cancelWaiting(this.id));
  }

  keepWaiting(): void {
    this.store.keepWaiting.value = true;
  }

  async leaveContact(email: string, note: string): Promise<boolean> {
    return this.act(async () => {
      await this.ensureOpen();
      await this.api.contact(this.id, email, note);
      this.store.contactLeft.value = email;
      this.store.panel.value = "none";
    });
  }

  async end(): Promise<void> {
    await this.act(() => this.api.end(this.id));
    this.store.panel.value = "none";
  }

  async rate(score: number, comment: string): Promise<void> {
    const done = await this.act(() => this.api.rate(this.id, score, comment));
    if (done) this.mark({ rated: lastSeq(this.store.timeline.value) });
  }

  async feedback(seq: number, helpful: boolean): Promise<void> {
    const before = this.store.marks.value.feedback;
    this.mark({ feedback: { ...before, [seq]: helpful } });
    const done = await this.act(() => this.api.feedback(this.id, seq, helpful));
    if (!done) this.mark({ feedback: before });
  }

  /** Leaves this conversation behind; the next message opens another. */
  startAnew(): void {
    this.forget();
    this.store.panel.value = "none";
    this.store.notice.value = null;
  }

  /** The customer looks at the page: what is there has been read. */
  markRead(): void {
    const read = lastSeq(this.store.timeline.value);
    if (this.store.looking.value && read > this.store.marks.value.read) this.mark({ read });
  }

  /** The network is back, or the page is looked at again after a while. */
  wake(): void {
    this.store.online.value = navigator.onLine;
    this.socket?.nudge();
    this.outbox.flush();
    if (this.socket?.state === "open") void this.repair(true);
  }

  private get id(): string {
    return this.storage.conversation?.id ?? "";
  }

  private async act(run: () => Promise<unknown>): Promise<boolean> {
    this.store.busy.value = true;
    this.store.notice.value = null;
    try {
      await run();
      // The socket tells it as well; a failure here takes nothing back.
      void this.refresh().catch((error) => this.refused(error));
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    } finally {
      this.store.busy.value = false;
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401 || error.status === 404) this.gone();
    else this.store.notice.value = { code: error.code, tone: error.temporary ? "warning" : "danger" };
  }

  /** The conversation is no longer there (erased, or its token was withdrawn). */
  private gone(): void {
    this.forget();
    this.store.notice.value = { code: "conversation_gone", tone: "warning" };
  }

  private forget(): void {
    this.leave();
    this.outbox.clear();
    this.storage.clear();
    this.store.marks.value = this.storage.marks;
  }

  private leave(): void {
    this.socket?.stop();
    this.socket = null;
    this.connected = null;
    this.arrived = [];
    this.store.socket.value = "idle";
    this.store.conversation.value = null;
    this.store.timeline.value = [];
    this.store.typing.value = null;
    this.store.contactLeft.value = null;
    this.store.keepWaiting.value = false;
  }

  private mark(marks: Partial<Store["marks"]["value"]>): void {
    this.store.marks.value = { ...this.store.marks.value, ...marks };
    this.storage.marks = this.store.marks.value;
  }

  private flush(): void {
    if (this.socket) this.outbox.flush();
    else
      this.ensureOpen().then(
        () => this.outbox.flush(),
        (error) => this.openingFailed(error),
      );
  }

  private openingFailed(error: unknown): void {
    this.failed(error);
    if (!(error instanceof ApiError) || !error.temporary) return;
    setTimeout(() => this.flush(), (error.retryAfter ?? 4) * 1000);
  }

  /** Opens a conversation if there is none; two tabs that open at once share one. */
  private ensureOpen(): Promise<void> {
    if (this.socket) return Promise.resolve();
    this.opening ??= withLock(() => this.open()).finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  private async open(): Promise<void> {
    const other = this.storage.conversation;
    if (other) return this.connect(other);
    const { locale, pageUrl, identity } = this.visit;
    const created = await this.api.open({
      locale,
      ...(pageUrl ? { page_url: pageUrl } : {}),
      ...(identity ? { identity } : {}),
    });
    const saved = { id: created.conversation_id, token: created.token, subject: subjectOf(identity) };
    this.storage.conversation = saved;
    this.store.timeline.value = merge([], created.messages);
    this.connect(saved);
  }

  private connect(saved: SavedConversation): void {
    this.socket?.stop();
    this.connected = saved.id;
    this.socket = new LiveSocket<CustomerFrame>({
      url: () =>
        socketUrl(`/conversations/${saved.id}/socket?after=${completeUntil(this.store.timeline.value)}`),
      token: () => saved.token,
      onFrame: (frame) => this.receive(frame),
      onState: (state) => {
        this.store.socket.value = state;
        if (state === "open") this.outbox.reconnected();
      },
      onRefused: () => void this.refresh().catch((error) => this.refused(error)),
    });
    this.socket.start();
  }

  private refused(error: unknown): void {
    if (error instanceof ApiError && (error.status === 401 || error.status === 404)) this.gone();
  }

  private put(pending: Pending): boolean {
    const { client_message_id, text, choice } = pending;
    const sent = this.socket?.send({
      type: "message.send",
      client_message_id,
      text,
      ...(choice ? { choice } : {}),
    });
    return sent === true;
  }

  private receive(frame: CustomerFrame): void {
    if (frame.type === "message.created") this.gather(frame.message);
    else if (frame.type === "message.accepted") this.accepted(frame.client_message_id, frame.message);
    else if (frame.type === "conversation.changed") this.changed(frame.conversation);
    else if (frame.type === "typing")
      this.showTyping(frame.author ?? { kind: "agent", name: null }, TYPING_SHOWN_MS);
    else if (frame.type === "error") this.refusedMessage(frame);
  }

  private refusedMessage(frame: Extract<CustomerFrame, { type: "error" }>): void {
    this.store.notice.value = { code: frame.error.code, tone: "warning" };
    if (frame.client_message_id) this.outbox.refused(frame.client_message_id, frame.error);
  }

  private accepted(id: string, message: Message): void {
    this.flushArrived([message]);
    this.outbox.accepted(id);
    this.store.notice.value = null;
    if (
      this.store.conversation.value?.status !== "queued" &&
      this.store.conversation.value?.status !== "assigned"
    )
      this.showTyping({ kind: "bot", name: null }, BOT_TYPING_SHOWN_MS);
  }

  private changed(conversation: Conversation): void {
    const before = this.store.conversation.value;
    this.store.conversation.value = conversation;
    if (before?.status !== conversation.status && conversation.status !== "queued")
      this.store.keepWaiting.value = false;
    if (before?.status === conversation.status) return;
    this.store.contactLeft.value = null;
    this.hideTyping();
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
    setTimeout(() => this.flushArrived(), GATHER_MS);
  }

  private flushArrived(more: Message[] = []): void {
    const arrived = [...this.arrived, ...more];
    this.arrived = [];
    this.gathering = false;
    this.take(arrived);
    for (const message of arrived) if (message.author.kind === "customer") this.outbox.sawOwn(message.text);
    const typing = this.store.typing.value?.kind;
    if (arrived.some(({ kind, author }) => kind === "text" && author.kind === typing)) this.hideTyping();
    if (hasGap(this.store.timeline.value)) void this.repair();
  }

  private take(messages: readonly Message[]): void {
    this.store.timeline.value = merge(this.store.timeline.value, messages);
    this.markRead();
  }

  /** Reads what is missing; `always` also where no gap shows, after the page slept. */
  private async repair(always = false): Promise<void> {
    if (this.repairing || !this.id || (!always && !hasGap(this.store.timeline.value))) return;
    this.repairing = true;
    try {
      const id = this.id;
      const after = completeUntil(this.store.timeline.value);
      const missed = await readAfter(after, (seq) => this.api.messages(id, seq));
      if (id === this.id) this.take(missed);
    } catch (error) {
      // The socket's own reconnection brings the same messages later.
      if (!(error instanceof ApiError)) throw error;
    } finally {
      this.repairing = false;
    }
  }

  private async refresh(): Promise<void> {
    const id = this.id;
    if (!id) return;
    const conversation = await this.api.conversation(id);
    if (id === this.id) this.changed(conversation);
  }

  private refreshQueue(): void {
    if (this.store.conversation.value?.status !== "queued" || document.hidden) return;
    this.refresh().catch((error) => this.refused(error));
  }

  private otherTab(what: "conversation" | "pending" | "marks"): void {
    if (what === "pending") this.outbox.syncWithOtherTabs();
    else if (what === "marks") this.store.marks.value = this.storage.marks;
    else this.follow(this.storage.conversation);
  }

  /** Another tab opened a conversation or started anew: this one goes along. */
  private follow(saved: SavedConversation | null): void {
    if (saved && saved.id === this.connected) return;
    this.leave();
    this.store.marks.value = this.storage.marks;
    this.outbox.syncWithOtherTabs();
    if (saved) this.connect(saved);
  }
}

/** One tab at a time, where the browser can lock; otherwise two tabs in the same instant may open two conversations. */
function withLock(run: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request("baton.open", run) : run();
}

/** Whom a signed identity speaks of. Only the server verifies it; here it only tells persons apart. */
export function subjectOf(identity: string | null): string | null {
  const payload = identity?.split(".")[1];
  if (!payload) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")));
    return String((claims as { sub?: unknown }).sub ?? payload);
  } catch {
    return payload;
  }
}
