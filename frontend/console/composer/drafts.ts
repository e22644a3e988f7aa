/**
 * What an agent has typed and not sent, kept per conversation so that a reload, a closed laptop or a look into
 * another conversation loses none of it. Browser storage only: a draft is not yet a message.
 */

export interface Draft {
  readonly text: string;
  readonly internal: boolean;
}

const PREFIX = "baton.console.draft.";
const EMPTY: Draft = { text: "", internal: false };

export function readDraft(owner: string, conversationId: string): Draft {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(owner, conversationId)) ?? "null");
    return isDraft(stored) ? stored : EMPTY;
  } catch {
    return EMPTY;
  }
}

export function writeDraft(owner: string, conversationId: string, draft: Draft): void {
  try {
    if (draft.text === "") localStorage.removeItem(key(owner, conversationId));
    else localStorage.setItem(key(owner, conversationId), JSON.stringify(draft));
  } catch {
    // Storage full or refused: the draft then lives as long as the page.
  }
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
