/**
 * Whether the agent can be reached, as the server has it: it keeps the state while the console is connected and ends
 * it when a laptop sleeps, so this page asks after each connection instead of believing what it once sent.
 */
import { signal } from "@preact/signals";
import type { Client } from "../../shared/http";
import type { PresenceState } from "../../shared/types";
import type { AgentPresence } from "../api/types";

export class Presence {
  /** Null until the server has said. */
  readonly state = signal<PresenceState | null>(null);

  constructor(
    private readonly api: Client,
    private readonly agentId: string,
  ) {}

  async read(): Promise<void> {
    const { agents } = await this.api.get<{ agents: AgentPresence[] }>("/presence");
    this.state.value = agents.find((agent) => agent.id === this.agentId)?.state ?? "offline";
  }

  /** The server tells of everybody; this is about the agent herself, on whatever machine she said so. */
  heard(personId: string, state: PresenceState): void {
    if (personId === this.agentId) this.state.value = state;
  }

  /** Throws when the server could not be told; the switch then stays where it was. */
  async choose(state: PresenceState): Promise<void> {
    await this.api.put("/presence", { state });
    this.state.value = state;
  }
}
