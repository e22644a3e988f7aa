/**
 * Unsent text, stored per conversation so that a reload, a closed laptop or a switch to
 * another conversation does not lose it. Stored only in the browser: a draft is not a message yet.
 */
import { localStore } from "../../shared/storage/storage";

export interface Draft {
  readonly text: string;
  readonly internal: boolean;
  /** A reply that was being written when somebody else took the conversation. It never becomes a note by itself. */
  readonly kept?: string;
}

const PREFIX = "baton.console.draft.";
const EMPTY: Draft = { text: "", internal: false };

export function readDraft(owner: string, conversationId: string): Draft {
  const stored = localStore.read(key(owner, conversationId));
  return isDraft(stored) ? stored : EMPTY;
}

export function writeDraft(owner: string, conversationId: string, draft: Draft): void {
  localStore.write(key(owner, conversationId), draft.text === "" && !draft.kept ? null : draft);
}

function key(owner: string, conversationId: string): string {
  return `${PREFIX}${owner}.${conversationId}`;
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === "object" &&
    value !== null &&
    "text" in value &&
    typeof value.text === "string" &&
    "internal" in value
  );
}
