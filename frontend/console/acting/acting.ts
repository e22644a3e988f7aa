/**
 * Resolve, release, requeue and other steps, by button, key or palette: one after the other, each with a notice of the
 * result. A step that is asked for while another one runs waits for it: a quick key is never lost.
 */
import { signal } from "@preact/signals";
import type { Attachment } from "../../shared/api/contract";
import type { ToastAction, Toasts } from "../../shared/staff/dialog/toast";
import { failureText } from "../../shared/staff/failure";
import { go } from "../../shared/staff/route";
import type { Desk, Step } from "../desk/desk";
import { type ConsoleWords, codeText } from "../messages";

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

  /** A request to the customer panel to open, and to give its field for tags the focus. */
  readonly tagging = signal(false);

  /** The step that runs, and those that wait for it. */
  private asked: { readonly id: string; readonly step: PlainStep }[] = [];
  private last = Promise.resolve();

  constructor(
    private readonly desk: Desk,
    private readonly toasts: Toasts,
    private readonly words: ConsoleWords,
  ) {}

  async step(id: string, step: PlainStep): Promise<void> {
    if (this.asked.some((each) => each.id === id && each.step === step)) return; // pressed twice
    const mine = { id, step };
    this.asked = [...this.asked, mine];
    this.last = this.last.then(() => this.take(id, step));
    await this.last;
    this.asked = this.asked.filter((each) => each !== mine);
  }

  private async take(id: string, step: PlainStep): Promise<void> {
    this.busy.value = { id, step };
    try {
      await this.desk.act(id, step);
      this.toasts.tell(codeText(this.words, "done", step), this.undoOf(id, step));
    } catch (error) {
      this.toasts.fail(failureText(error, this.words));
    }
    this.busy.value = null;
  }

  /** Sends the text and, once it has arrived, resolves the conversation. A refused text leaves it open. */
  async sendAndResolve(id: string, text: string, files: readonly Attachment[] = []): Promise<void> {
    if (await this.desk.transcript(id).deliver(text, files)) await this.step(id, "resolve");
  }

  /** Resolving and giving back can be undone; the conversation is then the agent's again. */
  private undoOf(id: string, step: PlainStep): ToastAction | undefined {
    if (step !== "resolve" && step !== "release") return undefined;
    return {
      label: this.words("undo"),
      run: () => void this.takeBack(id),
    };
  }

  private takeBack(id: string): Promise<void> {
    return this.goBackTo(id, () => this.step(id, "take-back"));
  }

  undoSnooze(id: string): Promise<void> {
    return this.goBackTo(id, () => this.takeUp(id));
  }

  /**
   * The button that was pressed is gone by the end, so the reply takes the focus: unless the agent has pressed
   * something since. Their next key must not land in a text field that they have left.
   */
  private async goBackTo(id: string, run: () => Promise<void>): Promise<void> {
    go("inbox", id);
    const hasGoneOn = inputSince();
    await run();
    if (!hasGoneOn()) this.write({ internal: false });
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

/** Says, once, whether a key or the pointer was pressed since this call. */
function inputSince(): () => boolean {
  const kinds = ["keydown", "pointerdown"] as const;
  let pressed = false;
  const note = (): void => {
    pressed = true;
  };
  for (const kind of kinds) addEventListener(kind, note, { capture: true });
  return () => {
    for (const kind of kinds) removeEventListener(kind, note, { capture: true });
    return pressed;
  };
}
