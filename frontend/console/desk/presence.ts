/**
 * The agent's presence, as stored on the server. The server keeps it while the console is connected and ends
 * it when a laptop sleeps, so this page reloads it after each connection.
 */

import { signal } from "@preact/signals";
import type { AgentPresence } from "../../shared/api/contract";
import type { PresenceState } from "../../shared/api/types";
import type { Client } from "../../shared/http";

export class Presence {
  /** Null until loaded. */
  readonly state = signal<PresenceState | null>(null);

  constructor(
    private readonly api: Client,
    private readonly agentId: string,
  ) {}

  readonly isOnline = (): boolean => this.state.peek() === "online";

  async read(): Promise<void> {
    const { agents } = await this.api.get<{ agents: AgentPresence[] }>("/presence");
    this.state.value = agents.find((agent) => agent.id === this.agentId)?.state ?? "offline";
  }

  /** The server reports everyone's presence; this takes only the agent's own, from any machine. */
  heard(personId: string, state: PresenceState): void {
    if (personId === this.agentId) this.state.value = state;
  }

  /** Throws if the server could not be reached; the switch then stays unchanged. */
  async choose(state: PresenceState): Promise<void> {
    await this.api.put("/presence", { state });
    this.state.value = state;
  }
}
