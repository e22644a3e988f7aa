/**
 * What the widget keeps in the browser: the conversation's token, unsent messages and small marks.
 *
 * A browser may refuse storage to a frame; the conversation then lasts as long as the page.
 */
import type { Attachment, Feedback } from "../shared/api/contract";
import { type BrowserStorage, localStore } from "../shared/storage/storage";

export type FeedbackReason = NonNullable<Feedback["reason"]>;

export interface SavedConversation {
  id: string;
  token: string;
  /** Whose signed identity it was opened with, so that the next person at this browser does not inherit it. */
  subject: string | null;
}

export interface Pending {
  client_message_id: string;
  text: string;
  choice?: string;
  attachments?: Attachment[];
  created_at: string;
}

/** Small marks of one conversation in this browser. */
export interface Marks {
  /** `seq` up to which the customer has seen the transcript. */
  read: number;
  feedback: Record<number, boolean>;
  /** What was missing in answers that did not help; absent in marks of an older version. */
  reasons?: Record<number, FeedbackReason>;
  /** `seq` of the resolution that was rated. */
  rated: number;
  /** Whether the agent may see what is being typed. */
  preview: boolean;
}

/** An earlier conversation in this browser. */
export interface PastConversation extends SavedConversation {
  /** What the customer wrote first. */
  title: string;
  /** When something was last said. */
  at: string;
  marks: Marks;
}

/** The oldest beyond these is forgotten. */
const MOST_KEPT = 10;
const CONVERSATION = "baton.conversation";
const MARKS = "baton.marks";
const DRAFT = "baton.draft";
const PAST = "baton.past";
const SOUND = "baton.sound";
const PENDING = "baton.pending.";
const NO_MARKS: Marks = { read: 0, feedback: {}, rated: 0, preview: false };

export class WidgetStorage {
  constructor(private readonly kept: BrowserStorage = localStore) {}

  get conversation(): SavedConversation | null {
    return this.read<SavedConversation>(CONVERSATION);
  }

  set conversation(saved: SavedConversation | null) {
    this.kept.write(CONVERSATION, saved);
  }

  get marks(): Marks {
    return { ...NO_MARKS, ...this.read<Marks>(MARKS) };
  }

  set marks(marks: Marks) {
    this.kept.write(MARKS, marks);
  }

  get sound(): boolean {
    return this.read<boolean>(SOUND) === true;
  }

  set sound(on: boolean) {
    this.kept.write(SOUND, on || null);
  }

  get draft(): string {
    return this.read<string>(DRAFT) ?? "";
  }

  set draft(text: string) {
    this.kept.write(DRAFT, text || null);
  }

  /** Latest first. */
  get past(): PastConversation[] {
    return this.read<PastConversation[]>(PAST) ?? [];
  }

  set past(past: PastConversation[]) {
    this.kept.write(PAST, past.length > 0 ? past.slice(0, MOST_KEPT) : null);
  }

  /** Each unsent message has a key of its own, so that two tabs never overwrite each other's. */
  addPending(pending: Pending): void {
    this.kept.write(PENDING + pending.client_message_id, pending);
  }

  removePending(id: string): void {
    this.kept.remove(PENDING + id);
  }

  get pending(): Pending[] {
    const found = this.kept.keys(PENDING).flatMap((key) => this.read<Pending>(key) ?? []);
    return found.sort((a, b) => a.created_at.localeCompare(b.created_at));
  }

  /** Forgets everything that belongs to the conversation. */
  clear(): void {
    for (const pending of this.pending) this.removePending(pending.client_message_id);
    this.kept.remove(DRAFT);
    this.clearConversation();
  }

  /** The same, except for what the customer has written and nobody has got. */
  clearConversation(): void {
    for (const key of [CONVERSATION, MARKS]) this.kept.remove(key);
  }

  /** Tells when another tab opened, left or changed something of the conversation. */
  onOtherTab(listen: (what: "conversation" | "pending" | "marks") => void): void {
    addEventListener("storage", (event) => {
      if (event.key === null || event.key === CONVERSATION) listen("conversation");
      else if (event.key.startsWith(PENDING)) listen("pending");
      else if (event.key === MARKS) listen("marks");
    });
  }

  private read<T>(key: string): T | null {
    return this.kept.read(key) as T | null;
  }
}
