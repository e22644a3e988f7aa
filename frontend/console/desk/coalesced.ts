/** Joins many requests for the same read into one. After a failure, the next request tries again. */

const GATHER_MS = 120;
const RETRY_MS = 4_000;

export class Coalesced {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private again = false;

  constructor(private readonly read: () => Promise<void>) {}

  get isRunning(): boolean {
    return this.running;
  }

  ask(): void {
    if (this.running) this.again = true;
    else this.timer ??= setTimeout(() => void this.run(), GATHER_MS);
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.running = true;
    const failed = await this.read().then(
      () => false,
      () => true,
    );
    this.running = false;
    const again = this.again;
    this.again = false;
    if (again) this.ask();
    else if (failed) this.timer = setTimeout(() => void this.run(), RETRY_MS);
  }
}
