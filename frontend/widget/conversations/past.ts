/** The customer's earlier conversations in this browser: the first page lists them, and each can be taken up again. */

import type { Timeline } from "../../shared/timeline/timeline";
import type { PastConversation, WidgetStorage } from "../storage";
import type { Store } from "../store";

const LONGEST_TITLE = 80;

export class PastConversations {
  constructor(
    private readonly store: Store,
    private readonly storage: WidgetStorage,
  ) {}

  /** Puts the present conversation among the earlier ones, if the customer has said anything in it. */
  keep(): void {
    const saved = this.storage.conversation;
    const timeline = this.store.timeline.value;
    const title = titleOf(timeline);
    const last = timeline.findLast(({ kind }) => kind === "text");
    if (!saved || title === null || !last) return;
    const past = { ...saved, title, at: last.created_at, marks: this.store.marks.value };
    this.write([past, ...this.storage.past.filter(({ id }) => id !== saved.id)]);
  }

  /** Makes an earlier conversation the present one. */
  takeOut(past: PastConversation): void {
    this.write(this.storage.past.filter(({ id }) => id !== past.id));
    this.storage.conversation = { id: past.id, token: past.token, subject: past.subject };
    this.storage.marks = past.marks;
    this.store.marks.value = past.marks;
  }

  forget(which: (past: PastConversation) => boolean): void {
    this.write(this.storage.past.filter((past) => !which(past)));
  }

  /** Reads what another tab may have changed. */
  read(): void {
    this.store.past.value = this.storage.past;
  }

  private write(past: PastConversation[]): void {
    this.storage.past = past;
    this.read();
  }
}

/** What the customer wrote first, on one line. */
export function titleOf(timeline: Timeline): string | null {
  const first = timeline.find(({ kind, author }) => kind === "text" && author.kind === "customer");
  if (!first) return null;
  const letters = [...first.text.replace(/\s+/g, " ")];
  if (letters.length <= LONGEST_TITLE) return letters.join("");
  return `${letters.slice(0, LONGEST_TITLE).join("").trimEnd()}…`;
}
