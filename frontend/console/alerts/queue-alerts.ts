/**
 * Decides which queue entries alert this agent. With picking, every new entry alerts everyone who is online; with offers,
 * only the agent of the offer. What was passed on to one agent alerts nobody else, and that agent also while away.
 * Entries from before the page was opened do not alert, except open offers.
 */
import type { QueueEntry } from "../../shared/api/contract";

export interface QueueListener {
  onWaiting: (entry: QueueEntry) => void;
  onOffered: (entry: QueueEntry) => void;
}

export class QueueAlerts {
  /** The entries of last time, and for whom each was. */
  private known: ReadonlyMap<string, string | null> | undefined;
  private offers: ReadonlySet<string> = new Set();

  constructor(
    private readonly agentId: string,
    private readonly listener: QueueListener,
    private readonly isOnline: () => boolean,
  ) {}

  heard(queue: readonly QueueEntry[]): void {
    const { known, offers } = this;
    const mine = offeredTo(this.agentId, queue);
    this.known = new Map(queue.map((entry) => [entry.handoff_id, entry.wanted_agent_id]));
    this.offers = new Set(mine.map(nameOf));
    for (const entry of mine) if (!offers.has(nameOf(entry))) this.listener.onOffered(entry);
    if (!known) return;
    for (const entry of queue)
      if (isPicked(entry) && this.isNews(entry, known)) this.listener.onWaiting(entry);
  }

  private isNews(
    { handoff_id, wanted_agent_id: wanted }: QueueEntry,
    known: ReadonlyMap<string, string | null>,
  ): boolean {
    if (wanted !== null) return wanted === this.agentId && known.get(handoff_id) !== wanted;
    return !known.has(handoff_id) && this.isOnline();
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
