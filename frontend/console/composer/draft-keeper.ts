/**
 * Sends the draft to the server shortly after the last key, so that a colleague finds it if this agent
 * disconnects. A failed call is not repeated, because the next key makes another.
 */

const PAUSE_MS = 1_500;

export class DraftKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private kept = "";
  private wanted = "";

  constructor(private readonly send: (text: string) => Promise<void>) {}

  keep(text: string): void {
    this.wanted = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE_MS);
  }

  /** The last text is also sent when the page changes to another conversation. */
  stop(): void {
    clearTimeout(this.timer);
    this.flush();
  }

  private flush(): void {
    if (this.wanted === this.kept) return;
    this.kept = this.wanted;
    void this.send(this.wanted).catch(() => undefined);
  }
}
