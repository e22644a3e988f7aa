/** Resolve, release, requeue and other steps, by button or palette: one at a time, each with a notice of the result. */
import { signal } from "@preact/signals";
import type { Toasts } from "../../shared/staff/dialog/toast";
import { failureText } from "../../shared/staff/failure";
import { type ConsoleWords, codeText } from "../messages";
import type { Desk, Step } from "./desk";

/** A step without further input. */
export type PlainStep = Exclude<Step, "transfer">;

/** A step with a dialog. */
export type Question = "transfer" | "snooze" | "call_back";

export interface Writing {
  readonly internal: boolean;
  /** Also opens the list of canned replies. */
  readonly canned?: boolean;
}

export class Acting {
  readonly busy = signal<{ readonly id: string; readonly step: PlainStep } | null>(null);
  /** The open dialog of the shown conversation. */
  readonly asking = signal<{ readonly id: string; readonly question: Question } | null>(null);

  /** A request to the composer to take the focus. */
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

  /** Ends a snooze. */
  async takeUp(id: string): Promise<void> {
    await this.desk.endSnooze(id).catch((error: unknown) => this.toasts.fail(failureText(error, this.words)));
  }
}
