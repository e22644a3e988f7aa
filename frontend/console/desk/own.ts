/** Loads all pages of the agent's own conversations. */
import type { ConversationPage, ListedConversation, Message } from "../../shared/api/contract";
import type { Client } from "../../shared/http";

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
