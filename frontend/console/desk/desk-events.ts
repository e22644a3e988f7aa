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
}
