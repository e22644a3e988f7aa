/** The types of `/api/v1`, as the pages use them. */

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
  /** The heading path of the shown part, "" before the first heading; absent if the article says nothing more. */
  section?: string;
}

/** An article as customers can read it. */
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

/** Why the bot replied as it did; only staff receive it. */
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
  /** P(one of the first three candidates answers), and the share of the message's words that occur in articles. */
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
  /** `seq` of the previous message that this reader may see; 0 for the first. */
  previous: number;
  author: { kind: AuthorKind; name: string | null };
  kind: "text" | "event";
  event?: string | null;
  /** For events: the wording and the values for its text; absent in old events and in those only for staff. */
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
  /** The wait estimate is long, so the customer is offered other ways. */
  long_wait: boolean;
  /** When the department closes, and its time zone, if the customer may still be waiting then. */
  closes_at: string | null;
  time_zone: string | null;
}

export interface Conversation {
  id: string;
  status: Status;
  last_seq: number;
  queue: QueueState | null;
  agent: { name: string } | null;
  /** While waiting: the departments to choose from. */
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

export type OwnText = "greeting" | "notice" | "nobody_here" | "privacy_note";

export type DateOrder = "reader" | "day_first" | "month_first" | "year_first";

export interface WidgetSettings {
  /** Raised by every change of the company's settings. */
  version?: number;
  /** Empty while nobody has named the company. */
  company: string;
  bot_name?: string | null;
  accent?: string | null;
  /** Addresses of images. */
  logo?: string | null;
  picture?: string | null;
  /** The company's own texts, by language. */
  texts?: Partial<Record<OwnText, Record<string, string>>>;
  privacy_link?: string | null;
  time_zone?: string | null;
  date_format?: DateOrder;
  /** The company's own text for everyone; otherwise the widget uses its own. */
  own_greeting: string | null;
  own_offline_note: string | null;
  suggestions: string[];
  suggestions_language: string;
  /** False while the bot is starting or articles have just changed; suggestions may follow in a few seconds. */
  suggestions_ready?: boolean;
  open: boolean;
  /** Whether customers can allow the typing preview. */
  typing_preview?: boolean;
}

export interface ErrorBody {
  code: string;
  message: string;
  [detail: string]: unknown;
}

/** The server's frames on the customer's socket. */
export type CustomerFrame =
  | { type: "conversation.changed"; conversation: Conversation }
  | { type: "message.created"; message: Message }
  | { type: "message.accepted"; client_message_id: string; message: Message }
  | { type: "settings.changed"; version: number }
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

/** A timer of a conversation; the remaining time depends on the clock. */
export interface Timer {
  kind: "first_reply" | "next_reply" | "resolution";
  since: string;
  warn_at: string;
  due_at: string;
}

/** What a handoff needs, as found when it was last queued. */
export interface Needs {
  /** A primary tag such as `nl`. */
  language?: string | null;
  skills?: readonly { id: string; name: string }[];
  /** 1 to 3: one more for an upset customer, one more for a difficult topic. */
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
  /** How the department's handoffs reach agents; with `pick` everyone is alerted. */
  routing?: Routing;
  /** The agent with the offer, and when it ends. */
  offer?: { agent_id: string; until: string; language_matched?: boolean } | null;
  /** Timers, most urgent first. */
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

/** The server's frames on the agents' socket. */
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
      /** The customer's unsent text, if they allow this reader to see it; "" when they have cleared it. */
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
