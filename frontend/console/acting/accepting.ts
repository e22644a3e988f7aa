/** Accepts a waiting conversation, by button or key. The winner sees it; the others are told who was first. */
import { signal } from "@preact/signals";
import { ApiError } from "../../shared/http";
import type { Toasts } from "../../shared/staff/dialog/toast";
import { failureText } from "../../shared/staff/failure";
import { go } from "../../shared/staff/route";
import type { Desk } from "../desk/desk";
import type { InboxView } from "../inbox/view";
import type { ConsoleWords } from "../messages";

export class Accepting {
  /** The conversation being accepted. */
  readonly busy = signal<string | null>(null);

  constructor(
    private readonly desk: Desk,
    private readonly inbox: InboxView,
    private readonly toasts: Toasts,
    private readonly words: ConsoleWords,
  ) {}

  async accept(conversationId: string): Promise<void> {
    const entry = this.desk.queue.peek().find((waiting) => waiting.conversation_id === conversationId);
    if (!entry || this.busy.peek()) return;
    this.busy.value = conversationId;
    try {
      await this.desk.accept(entry);
      this.inbox.tab.value = "mine"; // the list shows the conversation that is open
      go("inbox", conversationId);
    } catch (error) {
      this.toasts.fail(acceptFailure(error, this.words));
      void this.desk.refresh(conversationId).catch(() => undefined);
    } finally {
      this.busy.value = null;
    }
  }
}

function acceptFailure(error: unknown, words: ConsoleWords): string {
  if (!(error instanceof ApiError) || error.status !== 409) return failureText(error, words);
  if (error.code !== "already_assigned") return words("no_longer_waiting");
  const name = (error.details.agent as { name?: string } | null | undefined)?.name;
  return name ? words("taken", { name }) : words("taken_nameless");
}
