/** The shapes that `/api/v1` speaks, as the pages read them. */

export type AuthorKind = "customer" | "bot" | "agent" | "system";
export type Status = "bot" | "queued" | "assigned" | "resolved";
export type Role = "agent" | "editor" | "supervisor" | "admin";
export type Routing = "pick" | "least_busy" | "least_effort" | "longest_idle" | "round_robin";
export type PresenceState = "online" | "away" | "offline";

export interface Choice {
  title: string;
  value: string;
}

export interface Source {
  article_id: string;
  title: string;
  url: string;
  passage: string;
  /** Heading path of what is shown, "" before the first heading; absent where the article says no more than that. */
  section?: string;
}

/** An article as customers may read it. */
export interface PublishedArticle {
  id: string;
  title: string;
  /** Markdown. */
  body: string;
  category: string;
  locale: string;
}

export interface Candidate {
  article_id: string;
  title: string;
  passage?: string;
  score: number;
  probability?: number;
}

/** Why the bot said what it said; only staff receive it. */
export interface Why {
  rule: string;
  action: string;
  reason: string | null;
  confidence: number | null;
  threshold: number | null;
  candidates: Candidate[];
  intents: { name: string; confidence: number }[];
  calibration: string | null;
  promise?: number;
  /** P(one of the first three candidates answers), and the share of the message's words that any article holds. */
  among_three?: number;
  known?: number;
  in_context?: boolean;
  in_scope?: number | null;
  sensitive?: { topic: string; phrase: string } | null;
  frustration?: { points: number; rules: Record<string, number> } | null;
  knowledge_version?: number;
}

export interface Message {
  id: string;
  seq: number;
  /** `seq` of the message before this one that this reader may see; 0 for the first. */
  previous: number;
  author: { kind: AuthorKind; name: string | null };
  kind: "text" | "event";
  event?: string | null;
  /** Of an event: which wording, and what fills its blanks; absent in old ones and in those for staff alone. */
  details?: Record<string, string | number> | null;
  text: string;
  format: "plain" | "markdown";
  created_at: string;
  choices: Choice[];
  sources: Source[];
  visibility: "public" | "internal";
  why?: Why | null;
}

export interface QueueState {
  position: number;
  wait_seconds: [number, number] | null;
  agents_available: number;
  /** The range ends later than a customer should be left without another way. */
  long_wait: boolean;
  /** When the department closes, and in which time zone, where she may still be waiting then. */
  closes_at: string | null;
  time_zone: string | null;
}

export interface Conversation {
  id: string;
  status: Status;
  last_seq: number;
  queue: QueueState | null;
  agent: { name: string } | null;
  /** While waiting: the departments that may be chosen from. */
  departments?: { id: string; name: string }[];
}

export interface MessagePage {
  messages: Message[];
  more: boolean;
}

export interface NewConversation {
  conversation_id: string;
  token: string;
  status: Status;
  messages: Message[];
}

export interface WidgetSettings {
  company: string;
  /** What the company says to everybody in its own words; otherwise the widget says its own. */
  own_greeting: string | null;
  own_offline_note: string | null;
  suggestions: string[];
  suggestions_language: string;
  /** False while the bot is starting or articles have just changed: there may be some in a few seconds. */
  suggestions_ready?: boolean;
  open: boolean;
  /** Whether customers are asked to let their agent see what they type. */
  typing_preview?: boolean;
}

export interface ErrorBody {
  code: string;
  message: string;
  [detail: string]: unknown;
}

/** What the server says on the customer's socket. */
export type CustomerFrame =
  | { type: "conversation.changed"; conversation: Conversation }
  | { type: "message.created"; message: Message }
  | { type: "message.accepted"; client_message_id: string; message: Message }
  | { type: "replay.ended"; seq: number }
  | { type: "typing"; author?: { kind: AuthorKind; name: string | null } }
  | { type: "error"; client_message_id?: string; error: ErrorBody }
  | { type: "ping" };

export interface Me {
  id: string;
  name: string;
  email: string;
  roles: Role[];
}

/** Something that is due in a conversation; how much is left is the clock's to say. */
export interface Timer {
  kind: "first_reply" | "next_reply" | "resolution";
  since: string;
  warn_at: string;
  due_at: string;
}

/** What a handoff was found to need when it was queued last. */
export interface Needs {
  /** A primary tag such as `nl`. */
  language?: string | null;
  skills?: readonly { id: string; name: string }[];
  /** 1 to 3: one more for an upset customer, one more for a hard topic. */
  effort?: number;
  upset?: boolean;
  hard?: boolean;
}

export interface QueueEntry extends Needs {
  handoff_id: string;
  conversation_id: string;
  reason: string;
  department: string | null;
  priority: number;
  waiting_since: string;
  /** How the department's handoffs find their agents; with `pick` everybody is alerted. */
  routing?: Routing;
  /** To whom it is offered, and until when. */
  offer?: { agent_id: string; until: string; language_matched?: boolean } | null;
  /** What is due, first what is due first. */
  timers?: readonly Timer[];
}

export interface Person extends Me {
  active: boolean;
}

export interface Brief {
  [key: string]: unknown;
}

export interface Accepted {
  conversation: Conversation;
  transcript: Message[];
  brief: Brief;
}

/** What the server says on the agents' socket. */
export type AgentFrame =
  | {
      type: "snapshot";
      queue: QueueEntry[];
      conversations: { id: string; status: Status; last_seq: number }[];
    }
  | { type: "queue.changed"; queue?: QueueEntry[]; conversation_id?: string }
  | { type: "message.created"; conversation_id: string; message: Message; timers?: Timer[] }
  | { type: "mention.changed"; conversation_id: string; person_id: string }
  | { type: "customer.changed"; conversation_id: string }
  | { type: "timer.reached"; conversation_id: string; kind: Timer["kind"]; stage: "warning" | "broken" }
  | { type: "conversation.changed"; conversation_id: string; conversation: Conversation }
  | { type: "follow_up.changed"; conversation_id: string }
  | { type: "presence.changed"; person_id: string; state: PresenceState }
  | {
      type: "typing";
      conversation_id: string;
      author?: { kind: AuthorKind; name: string | null };
      /** What the customer is writing, where she lets this reader see it; "" once she has emptied it. */
      text?: string;
    }
  | { type: "ping" };

export type ArticleState = "draft" | "published" | "archived";

export interface Article {
  id: string;
  version: number;
  state: ArticleState;
  title: string;
  body: string;
  questions: string[];
  category: string | null;
  locale: string;
  [more: string]: unknown;
}

export interface SearchResult {
  action: "answer" | "tentative" | "clarify" | "suggest" | "hand_over";
  reason: string | null;
  article_id: string | null;
  confidence: number;
  threshold: number;
  candidates: Candidate[];
  rule?: string;
}
