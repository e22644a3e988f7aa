/** What can be done at a desk, and what it tells of by itself. */
import type { Message, QueueEntry } from "../../shared/types";
import type { Mention } from "../api/types";

/** What can be done with a conversation; `take-over` is a supervisor's. */
export type Step = "release" | "requeue" | "transfer" | "resolve" | "take-over";

export interface DeskEvents {
  /** A handoff came to the queue while the desk was open. */
  onWaiting: (entry: QueueEntry) => void;
  /** One that waits is offered to this agent. */
  onOffered: (entry: QueueEntry) => void;
  /** A customer wrote in one of the agent's own conversations. */
  onCustomerMessage: (conversationId: string, message: Message) => void;
  /** A colleague named this agent in a note. */
  onMentioned: (mention: Mention) => void;
  /** What the agent had set aside is back. */
  onWoken: (conversationId: string, message: Message) => void;
}
