/** The steps that a desk offers, and the events that it reports. */
import type { Mention, Message, QueueEntry } from "../../shared/api/contract";

/** The steps for a conversation; `take-over` is for supervisors. */
export type Step = "release" | "requeue" | "transfer" | "resolve" | "take-over" | "take-back";

export interface DeskEvents {
  /** A handoff joined the queue while the desk was open. */
  onWaiting: (entry: QueueEntry) => void;
  /** A waiting handoff is offered to this agent. */
  onOffered: (entry: QueueEntry) => void;
  /** A customer wrote in one of the agent's own conversations; `elsewhere`: another one, or none, is open. */
  onCustomerMessage: (conversationId: string, message: Message, elsewhere: boolean) => void;
  /** A colleague mentioned this agent in a note. */
  onMentioned: (mention: Mention) => void;
  /** A snoozed conversation of this agent is back. */
  onWoken: (conversationId: string, message: Message) => void;
  /** A colleague, such as a supervisor who reads along, left a note in one of the agent's own conversations. */
  onWhispered: (conversationId: string, message: Message) => void;
}

/** What a message in one of the agent's own conversations is to them. `elsewhere`: another one, or none, is open. */
export function tellOf(
  events: Pick<DeskEvents, "onWoken" | "onCustomerMessage" | "onWhispered">,
  ownId: string,
  conversationId: string,
  message: Message,
  elsewhere: boolean,
): void {
  const { author, visibility } = message;
  if (message.event === "conversation.woken") events.onWoken(conversationId, message);
  if (author.kind === "customer") events.onCustomerMessage(conversationId, message, elsewhere);
  if (visibility === "internal" && author.kind === "agent" && author.id !== ownId)
    events.onWhispered(conversationId, message);
}
