/**
 * Whether the link is alive. A connection can be dead for minutes before the browser notices, so a link that has been
 * silent for a while is asked, and one that does not answer counts as lost. Both together take less than 15 seconds.
 */

const ASK_AFTER_MS = 6_000;
const ANSWER_WITHIN_MS = 6_000;

export class Liveness {
  private heardAt = 0;
  private askedAt: number | null = null;

  constructor(
    private readonly ask: () => void,
    private readonly onSilent: () => void,
    private readonly clock: () => number = Date.now,
  ) {}

  /** Something came over the link, or it has just opened. */
  heard(): void {
    this.heardAt = this.clock();
    this.askedAt = null;
  }

  /** Called every second while the link is open. A page that slept asks first, as its clock says nothing. */
  check(): void {
    const now = this.clock();
    if (this.askedAt === null) {
      if (now - this.heardAt < ASK_AFTER_MS) return;
      this.askedAt = now;
      this.ask();
    } else if (now - this.askedAt >= ANSWER_WITHIN_MS) {
      this.heard(); // the next connection has its own time
      this.onSilent();
    }
  }
}
