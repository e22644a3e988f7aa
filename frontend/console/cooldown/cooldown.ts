/** The agent's cooldown after an abusive customer, from the server, reloaded whenever the agent's conversations change. */
import { computed, signal } from "@preact/signals";
import type { Client } from "../../shared/http";
import type { QueueListener } from "../alerts/queue-alerts";
import { now } from "../app/clock";

export class Cooldown {
  private readonly told = signal<string | null>(null);
  /** When the cooldown ends; null without a cooldown. */
  readonly until = computed(() => {
    const until = this.told.value;
    return until && Date.parse(until) > now.value ? until : null;
  });

  constructor(private readonly api: Client) {}

  /** An agent in a cooldown is not alerted to conversations that everyone may pick. */
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
