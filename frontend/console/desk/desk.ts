/**
 * The agent's desk as one object: the live queue, the agent's conversations, open transcripts, who
 * is typing, and the connection. Views read its signals and call its methods; only the server decides.
 *
 * After every connection it takes the snapshot and reads on every transcript: nothing is lost or doubled.
 */

import { computed, effect, signal } from "@preact/signals";
import type {
  Accepted,
  AgentFrame,
  ListedConversation,
  Me,
  Message,
  QueueEntry,
  StaffConversation,
  Timer,
} from "../../shared/api/contract";
import { type Client, segment } from "../../shared/http";
import { offeredTo, QueueAlerts } from "../alerts/queue-alerts";
import { Briefs } from "../brief/brief-store";
import { Cooldown } from "../cooldown/cooldown";
import { CustomerNews } from "../customer/customer-changes";
import { FollowUps } from "../follow-ups/follow-ups";
import { Link } from "../link/link";
import { Mentions } from "../mentions/mentions";
import { withTimers } from "../timers/timers";
import { type Transcript, transcriptOf } from "../transcript/transcript-store";
import { Typing } from "../transcript/typing";
import { Coalesced } from "./coalesced";
import { type DeskEvents, type Step, tellOf } from "./desk-events";
import { Lookers } from "./lookers";
import { readOwn, stillOwn, withLastMessage } from "./own";
import { Presence } from "./presence";
import { Seen } from "./seen";
import { EMPTY, type QueueHead, wholeQueue } from "./whole-queue";

/** Transcripts of up to this many own conversations are loaded in advance; more than this is unusual. */
const MOST_READ_AHEAD = 100;

export type { DeskEvents, Step };

export class Desk {
  readonly queue = signal<readonly QueueEntry[]>([]);
  readonly mine = signal<readonly ListedConversation[]>([]);
  readonly details = signal<ReadonlyMap<string, StaffConversation>>(new Map());
  readonly looking = signal<string | null>(null);
  readonly typing = new Typing();
  readonly lookers: Lookers;
  readonly briefs: Briefs;
  readonly presence: Presence;
  readonly followUps: FollowUps;
  readonly cooldown: Cooldown;
  readonly mentions: Mentions;
  readonly customerNews = new CustomerNews();
  /** The offers to this agent, the first to end first. */
  readonly offered = computed(() => offeredTo(this.me.id, this.queue.value));
  readonly unread = computed(() => this.countUnread());
  readonly timersReached = signal(0); // counts warnings
  private readonly seenChanged = signal(0);
  private readonly seen: Seen;
  private readonly transcripts = signal<ReadonlyMap<string, Transcript>>(new Map());
  // Browsers hide the status of a refused handshake; an ordinary call shows whether the sign-in is still valid.
  private readonly line = new Link(
    (frame) => this.receive(frame),
    () => void this.api.get("/me").catch(() => undefined),
  );
  readonly link = this.line.state;
  readonly everLive = this.line.everLive;
  private readonly readMine = new Coalesced(() => this.loadMine());
  private readonly readPresence = new Coalesced(() => this.presence.read());
  private head: QueueHead = EMPTY;
  private readonly readRest = new Coalesced(async () => this.setQueue(await wholeQueue(this.api, this.head)));
  private readonly alerts: QueueAlerts;

  constructor(
    private readonly api: Client,
    readonly me: Me,
    private readonly events: DeskEvents,
  ) {
    this.seen = new Seen(me.id);
    this.lookers = new Lookers(me.id);
    this.briefs = new Briefs(api);
    this.presence = new Presence(api, me.id);
    this.followUps = new FollowUps(api);
    this.cooldown = new Cooldown(api);
    this.mentions = new Mentions(api, events.onMentioned);
    this.alerts = new QueueAlerts(me.id, this.cooldown.quieting(events), this.presence.isOnline);
    // A supervisor gets a customer's typing preview only for the open conversation.
    effect(() => {
      const frame = { type: "looking", conversation_id: this.looking.value };
      if (this.link.value === "open") this.line.send(frame);
    });
  }

  start(): void {
    this.line.start();
    this.readMine.ask();
  }

  stop(): void {
    this.line.stop();
    this.typing.stop();
    this.lookers.stop();
    for (const transcript of this.transcripts.peek().values()) transcript.outbox.stop();
  }

  nudge(): void {
    this.line.nudge();
  }

  /** The newest known state of the conversation, from any list. */
  find(id: string): StaffConversation | undefined {
    return this.details.value.get(id) ?? this.mine.value.find((conversation) => conversation.id === id);
  }

  transcript(id: string): Transcript {
    const known = this.transcripts.peek().get(id);
    if (known) return known;
    const made = transcriptOf(id, this.me.id, this.api);
    this.transcripts.value = new Map(this.transcripts.peek()).set(id, made);
    return made;
  }

  /** Shows a conversation: reloads it and loads the rest of its transcript. */
  async open(id: string): Promise<void> {
    this.looking.value = id;
    const transcript = this.transcript(id);
    await Promise.all([transcript.catchUp(), this.refresh(id)]);
    this.markSeen();
  }

  async refresh(id: string): Promise<void> {
    this.learn(await this.api.get<StaffConversation>(`/conversations/${segment(id)}`));
  }

  close(): void {
    this.looking.value = null;
  }

  /** Throws `already_assigned` with the winner's name if someone else was first. */
  async accept(entry: QueueEntry): Promise<string> {
    const accepted = await this.api.post<Accepted>(`/handoffs/${segment(entry.handoff_id)}/accept`);
    const id = entry.conversation_id;
    this.transcript(id).fill(accepted.transcript);
    this.briefs.put(id, accepted.brief);
    this.queue.value = this.queue.value.filter((waiting) => waiting.handoff_id !== entry.handoff_id);
    this.learn(accepted.conversation);
    this.readMine.ask();
    return id;
  }

  /** Releases, requeues, transfers, resolves or takes over the conversation. */
  async act(id: string, step: Step, body: object = {}): Promise<void> {
    const after = await this.api.post<StaffConversation>(`/conversations/${segment(id)}/${step}`, body);
    this.learn(after);
    this.mine.value = stillOwn(this.mine.peek(), after, this.me.id);
    this.readMine.ask();
    await this.transcript(id).catchUp();
  }

  /** Snoozes the conversation until then. */
  async snooze(id: string, dueAt: string, note: string): Promise<void> {
    const body = { due_at: dueAt, note };
    this.learn(await this.api.post<StaffConversation>(`/conversations/${segment(id)}/snooze`, body));
    this.readMine.ask();
  }

  async endSnooze(id: string): Promise<void> {
    this.learn(await this.api.delete<StaffConversation>(`/conversations/${segment(id)}/snooze`));
    this.readMine.ask();
  }

  /** Promises a callback by then. */
  async callBack(id: string, dueAt: string, note: string): Promise<void> {
    await this.api.post(`/conversations/${segment(id)}/follow-ups`, { due_at: dueAt, note });
  }

  /** Also stores the draft on the server, so that a colleague finds it if this agent disconnects. */
  async keepDraft(id: string, text: string): Promise<void> {
    await this.api.put(`/conversations/${segment(id)}/draft`, { text });
  }

  tellTyping(conversationId: string): void {
    this.line.send({ type: "typing", conversation_id: conversationId });
  }

  /** The last message that the agent has seen in the conversation. */
  seenUntil(id: string): number {
    return this.seen.get(id);
  }

  /** Marks the visible conversation as read. */
  markSeen(): void {
    const id = this.looking.peek();
    if (!id || document.visibilityState !== "visible") return;
    void this.mentions.markRead(id).catch(() => undefined);
    const last = this.transcript(id).timeline.peek().at(-1)?.seq ?? 0;
    if (this.seen.set(id, last)) this.seenChanged.value++;
  }

  private receive(frame: AgentFrame): void {
    if (frame.type === "snapshot") this.takeSnapshot(frame);
    else if (frame.type === "queue.changed") this.queueChanged(frame);
    else if (frame.type === "message.created") {
      if (frame.timers) this.timersChanged(frame.conversation_id, frame.timers);
      this.messageCreated(frame.conversation_id, frame.message);
    } else if (frame.type === "timer.reached") this.timersReached.value++;
    else if (frame.type === "conversation.changed") this.conversationChanged(frame.conversation);
    else if (frame.type === "mention.changed") this.mentions.ask();
    else if (frame.type === "customer.changed") this.customerNews.heard(frame.conversation_id);
    else if (frame.type === "follow_up.changed") this.followUps.ask();
    else if (frame.type === "presence.changed") this.presence.heard(frame.person_id, frame.state);
    else if (frame.type === "looking.changed")
      this.lookers.heard(frame.conversation_id, frame.person, frame.looking);
    else if (frame.type === "conversation.seen") this.update(frame.conversation_id, { seen: frame.seen });
    else if (frame.type === "typing")
      this.typing.heard(frame.conversation_id, frame.author ?? null, this.me, frame.text);
  }

  private takeSnapshot(head: QueueHead): void {
    this.queueChanged(head);
    this.readMine.ask();
    this.readPresence.ask();
    this.followUps.ask();
    this.mentions.ask();
    for (const transcript of this.transcripts.peek().values()) void transcript.catchUp();
    const id = this.looking.peek();
    if (id) void this.refresh(id).catch(() => undefined);
  }

  private queueChanged(head: QueueHead): void {
    this.head = head;
    if (!head.next) this.setQueue(head.queue);
    if (head.next || this.readRest.isRunning) this.readRest.ask();
  }

  private setQueue(queue: readonly QueueEntry[]): void {
    this.queue.value = queue;
    this.alerts.heard(queue);
  }

  private messageCreated(conversationId: string, message: Message): void {
    const isMine = this.mine.peek().some((conversation) => conversation.id === conversationId);
    const transcript = this.transcripts.peek().get(conversationId);
    if (!transcript && !isMine) return;
    if (message.author.kind !== "system") this.typing.stopped(conversationId);
    (transcript ?? this.transcript(conversationId)).receive([message]);
    this.touch(conversationId, message);
    if (conversationId === this.looking.peek()) this.markSeen();
    const elsewhere = this.looking.peek() !== conversationId;
    if (isMine) tellOf(this.events, this.me.id, conversationId, message, elsewhere);
  }

  private timersChanged(id: string, timers: readonly Timer[]): void {
    this.queue.value = withTimers(this.queue.peek(), (entry) => entry.conversation_id === id, timers);
    this.mine.value = withTimers(this.mine.peek(), (conversation) => conversation.id === id, timers);
    this.update(id, { timers });
  }

  private update(id: string, change: Partial<StaffConversation>): void {
    const known = this.details.peek().get(id);
    if (known) this.learn({ ...known, ...change });
  }

  private conversationChanged(conversation: StaffConversation): void {
    const known = this.details.peek().get(conversation.id);
    if (known && conversation.last_seq < known.last_seq) return; // an answer to a call was newer
    if (known || this.looking.peek() === conversation.id) this.learn(conversation);
    const wasMine = this.mine.peek().some((candidate) => candidate.id === conversation.id);
    if (wasMine || conversation.agent_id === this.me.id) this.readMine.ask();
  }

  private async loadMine(): Promise<void> {
    void this.cooldown.read().catch(() => undefined);
    const mine = await readOwn(this.api);
    this.mine.value = mine;
    this.details.value = new Map([...this.details.peek(), ...mine.map((one) => [one.id, one] as const)]);
    for (const conversation of mine.slice(0, MOST_READ_AHEAD)) {
      const transcript = this.transcript(conversation.id);
      if (!transcript.loaded.peek() || transcript.lastSeq < conversation.last_seq) void transcript.catchUp();
    }
  }

  /** Socket frames have fewer fields than answers to calls, so new data is merged over the old. */
  learn(conversation: StaffConversation): void {
    const merged = { ...this.details.peek().get(conversation.id), ...conversation };
    this.details.value = new Map(this.details.peek()).set(conversation.id, merged);
  }

  private touch(id: string, message: Message): void {
    if (message.kind !== "text") return;
    this.mine.value = withLastMessage(this.mine.peek(), id, message);
  }

  private countUnread(): ReadonlyMap<string, number> {
    void this.seenChanged.value;
    return this.seen.unreadOf(this.mine.value, (id) => this.transcripts.value.get(id)?.timeline.value ?? []);
  }
}
