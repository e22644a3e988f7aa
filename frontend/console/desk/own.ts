/** Loads all pages of the agent's own conversations. */
import type {
  ConversationPage,
  ListedConversation,
  Message,
  StaffConversation,
} from "../../shared/api/contract";
import type { Client } from "../../shared/http";
import { isHeldBy } from "./permissions";

const PAGE = 1_000;

export async function readOwn(api: Client): Promise<readonly ListedConversation[]> {
  const own: ListedConversation[] = [];
  let cursor: string | null = null;
  do {
    const query = { assigned_to: "me", status: "assigned", limit: PAGE, cursor };
    const page: ConversationPage = await api.get<ConversationPage>("/conversations", query);
    own.push(...page.conversations);
    cursor = page.next;
  } while (cursor);
  return own;
}

/** Without a conversation that is somebody else's by now; the server's own list takes a moment longer. */
export function stillOwn(
  own: readonly ListedConversation[],
  after: StaffConversation,
  agentId: string,
): readonly ListedConversation[] {
  return isHeldBy(after, agentId) ? own : own.filter(({ id }) => id !== after.id);
}

/** The list with one conversation's last message updated. */
export function withLastMessage(
  own: readonly ListedConversation[],
  id: string,
  message: Message,
): readonly ListedConversation[] {
  return own.map((conversation) =>
    conversation.id === id ? { ...conversation, last_seq: message.seq, last_message: message } : conversation,
  );
}
