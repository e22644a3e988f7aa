/** The whole queue: a frame has its first thousand entries, and the calls behind its cursor the rest. */
import type { QueueEntry, QueueList } from "../../shared/api/contract";
import type { Client } from "../../shared/http";

/** What a frame says of the queue. `next` is null if it left nothing out. */
export interface QueueHead {
  readonly queue: readonly QueueEntry[];
  readonly next: string | null;
}

export const EMPTY: QueueHead = { queue: [], next: null };

/** Each entry once: somebody may have moved while the pages were read. */
export async function wholeQueue(api: Client, { queue, next }: QueueHead): Promise<readonly QueueEntry[]> {
  const found = new Map(queue.map((entry) => [entry.handoff_id, entry]));
  for (let cursor = next; cursor; ) {
    const page: QueueList = await api.get<QueueList>("/queue", { cursor });
    for (const entry of page.queue) found.set(entry.handoff_id, entry);
    cursor = page.next;
  }
  return [...found.values()];
}
