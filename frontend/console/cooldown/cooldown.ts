/** The agent's breather, as the server has it: read whenever her conversations change, over when its time is. */
import { computed, signal } from "@preact/signals";
import type { Client } from "../../shared/http";
import { now } from "../app/clock";
import type { QueueListener } from "../desk/queue-alerts";

export class Breather {
  private readonly told = signal<string | null>(null);
  /** Until when nothing is offered to her; null where she has no breather. */
  readonly until = computed(() => {
    const until = this.told.value;
    return until && Date.parse(until) > now.value ? until : null;
  });

  constructor(private readonly api: Client) {}

  /** Somebody who has a breather is not called to what everybody may pick. */
  quieting({ onWaiting, onOffered }: QueueListener): QueueListener {
    return { onOffered, onWaiting: (entry) => this.until.peek() ?? onWaiting(entry) };
  }

  async read(): Promise<void> {
    this.told.value = (await this.api.get<{ until: string | null }>("/breather")).until;
  }

  async end(): Promise<void> {
    await this.api.delete("/breather");
    this.told.value = null;
  }
}
