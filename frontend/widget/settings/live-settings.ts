/**
 * The company's settings in an open widget: read once, and again when they have changed.
 *
 * A socket tells of a change. Where none is open, because nobody has written yet, the version is asked for; that call is
 * small, and only made while somebody looks at the widget.
 */
import { effect } from "@preact/signals";
import type { CustomerApi } from "../api";
import type { Store } from "../store";

const SUGGESTIONS_AGAIN_MS = 2_000;
const SUGGESTIONS_TRIES = 30;
const ASK_VERSION_MS = 1_500;
/** Thousands of widgets hear of a change at the same moment. */
const SPREAD_MS = 600;

export class LiveSettings {
  private reading = false;
  private again = false;

  constructor(
    private readonly store: Store,
    private readonly api: Pick<CustomerApi, "settings" | "settingsVersion">,
  ) {}

  start(): () => void {
    void this.readUntilComplete();
    const timer = setInterval(() => this.askUnlessTold(), ASK_VERSION_MS);
    const stopTold = effect(() => {
      if (this.isNews(this.store.settingsVersion.value)) this.readSoon();
    });
    // What was told while there was no connection has been missed.
    const stopOpened = effect(() => {
      if (this.store.socket.value === "open") void this.askVersion();
    });
    return () => {
      clearInterval(timer);
      stopTold();
      stopOpened();
    };
  }

  /** Asks again while there is nothing to suggest yet, for as long as nobody has begun to write. */
  private async readUntilComplete(times = SUGGESTIONS_TRIES): Promise<void> {
    await this.read();
    const settings = this.store.settings.peek();
    const complete = settings !== null && settings.suggestions_ready !== false;
    if (complete || times === 1 || this.store.conversation.peek()) return;
    setTimeout(() => void this.readUntilComplete(times - 1), SUGGESTIONS_AGAIN_MS);
  }

  private askUnlessTold(): void {
    const { looking, socket } = this.store;
    if (looking.peek() && !document.hidden && socket.peek() !== "open") void this.askVersion();
  }

  async askVersion(): Promise<void> {
    const told = await this.api.settingsVersion().catch(() => null);
    if (told && this.isNews(told.version)) await this.read();
  }

  private isNews(version: number | null): boolean {
    const known = this.store.settings.peek()?.version;
    return version !== null && known !== undefined && version !== known;
  }

  private readSoon(): void {
    setTimeout(() => void this.read(), Math.random() * SPREAD_MS);
  }

  private async read(): Promise<void> {
    this.again = this.reading;
    if (this.reading) return;
    this.reading = true;
    const settings = await this.api.settings().catch(() => null);
    this.reading = false;
    if (settings) this.store.settings.value = settings;
    if (this.again) await this.read();
  }
}
