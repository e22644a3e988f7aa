/** The agent's own conversations, however many pages they are. */
import type { Client } from "../../shared/http";
import type { ConversationPage, StaffConversation } from "../types";

const PAGE = 1_000;

export async function readOwn(api: Client): Promise<readonly StaffConversation[]> {
  const own: StaffConversation[] = [];
  let cursor: string | null = null;
  do {
    const query = { assigned_to: "me", status: "assigned", limit: PAGE, cursor };
    const page: ConversationPage = await api.get<ConversationPage>("/conversations", query);
    own.push(...page.conversations);
    cursor = page.next;
  } while (cursor);
  return own;
}
