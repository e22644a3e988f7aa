/**
 * Whether the agent can be reached. The choice is the agent's; the server forgets it with its cache or a lapsed
 * lease, so it is told again after each connection and now and then in between.
 */
import { signal } from "@preact/signals";
import type { Client } from "../../shared/http";
import type { PresenceState } from "../../shared/types";
import type { AgentPresence } from "../types";

const RENEW_MS = 30_000;
const PREFIX = "baton.console.presence.";

export class Presence {
  readonly state = signal<PresenceState>("offline");
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly key: string;

  constructor(
    private readonly api: Client,
    private readonly agentId: string,
  ) {
    this.key = PREFIX + agentId;
    this.timer = setInterval(() => void this.renew(), RENEW_MS);
  }

  /** Takes over what this tab had chosen before a reload, else what the server knows. */
  async load(): Promise<void> {
    const chosen = sessionStorage.getItem(this.key);
    if (chosen === "online" || chosen === "away" || chosen === "offline") {
      this.state.value = chosen;
      return this.renew();
    }
    const { agents } = await this.api
      .get<{ agents: AgentPresence[] }>("/presence")
      .catch(() => ({ agents: [] as AgentPresence[] }));
    this.state.value = agents.find((agent) => agent.id === this.agentId)?.state ?? "offline";
  }

  /** Throws when the server could not be told; the switch then stays where it was. */
  async choose(state: PresenceState): Promise<void> {
    await this.api.put("/presence", { state });
    this.state.value = state;
    sessionStorage.setItem(this.key, state);
  }

  async renew(): Promise<void> {
    if (this.state.peek() === "offline") return;
    await this.api.put("/presence", { state: this.state.peek() }).catch(() => undefined);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
