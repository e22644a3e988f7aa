/** What the server allows with a conversation now. Used by buttons, keys and the palette. */
import type { Me, QueueEntry, StaffConversation } from "../../shared/api/contract";
import { hasRole } from "../../shared/staff/roles";

export interface Possible {
  readonly accept: boolean;
  readonly takeOver: boolean;
  /** Resolve, requeue, release, transfer, snooze, promise a callback. */
  readonly move: boolean;
  readonly reply: boolean;
  /** Reopen what is resolved. */
  readonly reopen: boolean;
}

export function possibleWith(
  conversation: StaffConversation | undefined,
  entry: QueueEntry | undefined,
  me: Me,
): Possible {
  if (entry) return { accept: true, takeOver: false, move: false, reply: false, reopen: false };
  const reply = isHeldBy(conversation, me.id);
  const supervisor = hasRole(me, "supervisor");
  const anothers = conversation?.status === "assigned" && !reply;
  return {
    accept: false,
    takeOver: supervisor && (conversation?.status === "bot" || anothers),
    move: conversation?.status === "assigned" && (reply || supervisor),
    reply,
    reopen: conversation?.status === "resolved",
  };
}

export function isHeldBy(conversation: StaffConversation | undefined, agentId: string): boolean {
  return conversation?.status === "assigned" && conversation.agent_id === agentId;
}
