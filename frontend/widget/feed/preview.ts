/**
 * Lets the agent see what the customer is typing, while they allow it: the latest text, three times a second at most,
 * and always the last one; an empty field at once.
 */

const PERIOD_MS = 350;
/** As long as a message may be; the rest would be refused. */
const LONGEST = 2000;

export class Preview {
  private shown = "";
  private latest = "";
  private sentAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `send` says whether it could: a text that did not go out goes out with `flush`. */
  constructor(private readonly send: (text: string) => boolean) {}

  show(text: string): void {
    this.latest = [...text].slice(0, LONGEST).join("");
    if (this.latest.trim() === "") this.flush();
    else this.timer ??= setTimeout(() => this.flush(), Math.max(0, this.sentAt + PERIOD_MS - Date.now()));
  }

  /** Takes back what the agent sees; nothing is under way any more. */
  clear(): void {
    this.show("");
  }

  /** Sends what has not gone out yet, now. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.latest === this.shown || !this.send(this.latest)) return;
    this.shown = this.latest;
    this.sentAt = Date.now();
  }
}
