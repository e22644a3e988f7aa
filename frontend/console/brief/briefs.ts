/** Keeps the brief of an accepted handoff for this tab, so that a reload does not lose it. */
import { signal } from "@preact/signals";
import { sessionStore } from "../../shared/storage/storage";
import type { Brief } from "../../shared/types";

const PREFIX = "baton.console.briefs.";

export interface BriefStore {
  get: (conversationId: string) => Brief | undefined;
  put: (conversationId: string, brief: Brief) => void;
  dismiss: (conversationId: string) => void;
}

export function rememberBriefs(agentId: string): BriefStore {
  const key = PREFIX + agentId;
  const briefs = signal<Readonly<Record<string, Brief>>>(read(key));
  const keep = (next: Readonly<Record<string, Brief>>): void => {
    briefs.value = next;
    sessionStore.write(key, next);
  };
  return {
    get: (id) => briefs.value[id],
    put: (id, brief) => keep({ ...briefs.peek(), [id]: brief }),
    dismiss: (id) =>
      keep(Object.fromEntries(Object.entries(briefs.peek()).filter(([other]) => other !== id))),
  };
}

function read(key: string): Readonly<Record<string, Brief>> {
  const stored = sessionStore.read(key);
  return typeof stored === "object" && stored !== null ? (stored as Record<string, Brief>) : {};
}
