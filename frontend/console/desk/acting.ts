/** Moving a conversation on, by button or from the palette: one at a time, and everybody is told how it went. */
import { signal } from "@preact/signals";
import { failureText } from "../../shared/staff/failure";
import type { Toasts } from "../../shared/staff/toast";
import { type ConsoleWords, codeText } from "../messages";
import type { Desk, Step } from "./desk";

/** A step that asks for nothing further. */
export type PlainStep = Exclude<Step, "transfer">;

/** What is asked in a dialog before it is done. */
export type Question = "transfer" | "snooze" | "call_back";

export interface Writing {
  readonly internal: boolean;
  /** Opens the list of canned replies too. */
  readonly canned?: boolean;
}

export class Acting {
  readonly busy = signal<{ readonly id: string; readonly step: PlainStep } | null>(null);
  /** The dialog that stands open over the conversation shown. */
  readonly asking = signal<{ readonly id: string; readonly question: Question } | null>(null);

  /** Asked of the composer, which takes the focus. */
  readonly writing = signal<Writing | null>(null);

  constructor(
    private readonly desk: Desk,
    private readonly toasts: Toasts,
    private readonly words: ConsoleWords,
  ) {}

  async step(id: string, step: PlainStep): Promise<void> {
    if (this.busy.peek()) return;
    this.busy.value = { id, step };
    try {
      await this.desk.act(id, step);
      this.toasts.tell(codeText(this.words, "done", step));
    } catch (error) {
      this.toasts.fail(failureText(error, this.words));
    }
    this.busy.value = null;
  }

  ask(id: string, question: Question): void {
    this.asking.value = { id, question };
  }

  write(writing: Writing): void {
    this.writing.value = writing;
  }

  /** Takes up again what was set aside. */
  async takeUp(id: string): Promise<void> {
    await this.desk.endSnooze(id).catch((error: unknown) => this.toasts.fail(failureText(error, this.words)));
  }
}
