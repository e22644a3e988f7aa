/**
 * Decides which queue entries alert this agent. With picking, every new entry alerts everyone; with offers, only the
 * agent of the offer. Entries from before the page was opened do not alert, except open offers.
 */
import type { QueueEntry } from "../../shared/api/contract";

export interface QueueListener {
  onWaiting: (entry: QueueEntry) => void;
  onOffered: (entry: QueueEntry) => void;
}

export class QueueAlerts {
  private known: ReadonlySet<string> | undefined;
  private offers: ReadonlySet<string> = new Set();

  constructor(
    private readonly agentId: string,
    private readonly listener: QueueListener,
  ) {}

  heard(queue: readonly QueueEntry[]): void {
    const { known, offers } = this;
    const mine = offeredTo(this.agentId, queue);
    this.known = new Set(queue.map((entry) => entry.handoff_id));
    this.offers = new Set(mine.map(nameOf));
    for (const entry of mine) if (!offers.has(nameOf(entry))) this.listener.onOffered(entry);
    if (!known) return;
    for (const entry of queue)
      if (!known.has(entry.handoff_id) && isPicked(entry)) this.listener.onWaiting(entry);
  }
}

/** The offers to the agent, the first to end first. */
export function offeredTo(agentId: string, queue: readonly QueueEntry[]): readonly QueueEntry[] {
  return queue
    .filter((entry) => entry.offer?.agent_id === agentId)
    .sort((one, other) => (one.offer?.until ?? "").localeCompare(other.offer?.until ?? ""));
}

function isPicked(entry: QueueEntry): boolean {
  return (entry.routing ?? "pick") === "pick";
}

/** A later offer of the same handoff is a new offer. */
function nameOf(entry: QueueEntry): string {
  return `${entry.handoff_id} ${entry.offer?.until}`;
}
