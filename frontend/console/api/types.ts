/** What staff see beyond the customer's shapes. Fields that a caller may not receive are optional. */

import type {
  AuthorKind,
  Conversation,
  Message,
  Needs,
  PresenceState,
  QueueEntry,
  Role,
  Routing,
  Status,
  Timer,
} from "../../shared/types";

export interface StaffConversation extends Conversation {
  agent_id?: string | null;
  department?: string | null;
  customer?: string | null;
  /** Until when its agent has set it aside. */
  snoozed_until?: string | null;
  /** How it ended the last time that an agent resolved it. */
  resolution?: Resolution | null;
  /** What the agent before had begun to write. */
  left_draft?: { agent: { id: string; name: string }; text: string; drafted_at: string } | null;
  handoff?: HandoffFacts | null;
  /** What is due, first what is due first. */
  timers?: readonly Timer[];
  /** What the customer came with. */
  title?: string | null;
  last_message?: LastMessage | null;
  /** What of it a search has found. */
  match?: { seq: number; text: string } | null;
  page_url?: string | null;
  created_at?: string;
  updated_at?: string;
}

/** The latest handoff of a conversation. */
export interface HandoffFacts extends Needs {
  id: string;
  reason: string;
  note: string | null;
  priority: number;
  waiting_since: string;
  /** Whether the agent who has it speaks its language; nothing while nobody has it. */
  language_matched?: boolean | null;
}

/** Something to come back to by a time. */
export interface FollowUp {
  id: string;
  conversation_id: string;
  kind: "contact" | "call_back" | "snooze";
  note: string;
  /** Where the customer can be reached, of the kind `contact`: one of the two at least. */
  email: string | null;
  phone: string | null;
  agent: { id: string; name: string } | null;
  due_at: string;
  state: "open" | "kept" | "cancelled";
  customer: string | null;
}

export interface FollowUpPage {
  follow_ups: FollowUp[];
  next: string | null;
}

export interface CannedReply {
  id: string;
  shortcut: string;
  title: string;
  text: string;
}

export interface CannedReplyList {
  canned_replies: CannedReply[];
}

/** A canned reply with this customer's values in it; what is missing still stands in braces. */
export interface FilledReply extends CannedReply {
  missing: string[];
}

export interface FilledReplyList {
  canned_replies: FilledReply[];
}

/** A passage that may answer; `text` is what a reply says. */
export interface Suggestion {
  article_id: string;
  title: string;
  text: string;
  url: string;
  probability: number;
}

export interface Suggestions {
  question: { seq: number; text: string } | null;
  suggestions: Suggestion[];
}

/** Who can be mentioned. */
export interface Colleague {
  id: string;
  name: string;
}

/** A note in which somebody named this agent. */
export interface Mention {
  id: string;
  conversation_id: string;
  customer: string | null;
  seq: number;
  by: string;
  text: string;
  created_at: string;
  read: boolean;
}

/** What an agent said to a like question; what was its customer's own stands in braces. */
export interface PastAnswer {
  conversation_id: string;
  seq: number;
  answered_at: string;
  agent: { id: string; name: string };
  question: string | null;
  text: string;
}

export interface PastAnswers {
  question: { seq: number; text: string } | null;
  past_answers: PastAnswer[];
}

export interface Resolution {
  outcome: string | null;
  tags: string[];
}

export interface LastMessage {
  text: string;
  author: { kind: AuthorKind; name: string | null };
  created_at: string;
}

export interface ConversationPage {
  conversations: StaffConversation[];
  next: string | null;
}

export interface AgentPresence {
  id: string;
  name: string;
  state: PresenceState;
}

export interface Department {
  id: string;
  name: string;
  low_confidence: "queue" | "offer";
  routing: Routing;
  targets?: Targets | null;
  /** null is always open. */
  hours?: Hours | null;
  active?: boolean;
}

export type Day = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** From when to when, as on the wall: `["08:00", "12:00"]`. */
export type Span = [string, string];

/** A week by the clock of a time zone; absent days and holidays are closed. */
export interface Hours {
  time_zone: string;
  weekly: Partial<Record<Day, Span[]>>;
  holidays?: string[];
}

/** Minutes of opening hours; null times nothing. */
export type Targets = Record<Timer["kind"], number | null>;

/** What each agent takes; without a capacity it is the default, without languages it is any. */
export interface Capacities {
  default: number;
  agents: Capacity[];
}

export interface Capacity {
  id: string;
  name: string;
  capacity: number | null;
  at_most: number;
  held: number;
  languages: string[];
  /** Identifiers. */
  skills: string[];
}

/** What some agents are good at, and the topics that call for it. */
export interface Skill {
  id: string;
  name: string;
  topics: string[];
  hard: boolean;
}

export interface Customer {
  identity: Record<string, unknown> | null;
  verified: boolean;
  contact: { email?: string | null; phone?: string | null; note?: string | null } | null;
  page_url: string | null;
  locale: string | null;
  orders: Record<string, unknown>[];
  past: { id: string; status: Status; created_at: string }[];
  /** What agents know of her; null where it could not be had. */
  record?: CustomerRecord | null;
  /** Parts that could not be had. */
  unavailable?: string[];
}

export interface CustomerRecord {
  version: string;
  fields: RecordField[];
  /** The newest first. */
  notes: CustomerNote[];
  changed_at: string | null;
  changed_by: string | null;
}

export interface CustomerField {
  id: string;
  label: string;
  kind: "text" | "number" | "date" | "choice" | "email" | "phone" | "language";
  choices: string[];
}

export interface RecordField extends CustomerField {
  value: string | null;
}

/** What somebody wrote about a customer; without author it is Baton's own. */
export interface CustomerNote {
  id: string;
  author: { id: string; name: string } | null;
  text: string;
  created_at: string;
  edited_at: string | null;
}

/** The company's own fields. */
export interface CustomerFieldList {
  customer_fields: CustomerField[];
  version: string;
}

/** Something that must always hold, and where it does not. */
export interface Invariant {
  name: string;
  count: number;
  conversation_ids: string[];
}

/** An API token as it is listed; its secret is known nowhere any more. */
export interface ApiToken {
  id: string;
  name: string;
  roles: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

/** The one answer that holds a token's secret. */
export interface NewApiToken {
  id: string;
  name: string;
  token: string;
}

export interface InvariantReport {
  healthy: boolean;
  checked_at: string;
  invariants: Invariant[];
}

/** The desk at one moment. */
export interface Board {
  at: string;
  waiting: QueueEntry[];
  longest_wait_since: string | null;
  with_bot: number;
  /** Those that have come to their warning: the broken ones first. */
  timers: BoardTimer[];
  agents: BoardAgent[];
}

export interface BoardTimer extends Timer {
  conversation_id: string;
  customer: string | null;
  agent: string | null;
  broken: boolean;
}

export interface BoardAgent extends AgentPresence {
  conversations: BoardConversation[];
  effort: number;
  overloaded: boolean;
}

export interface BoardConversation {
  id: string;
  customer: string | null;
  unanswered_since: string | null;
  snoozed_until: string | null;
}

/** How the waits that were told came out; nothing where none could be scored. */
export interface ToldWaits {
  days: number;
  share: number;
  scored: number;
  coverage: number | null;
  median_width_seconds: number | null;
  score: number | null;
  score_of_mean: number | null;
}

export interface NewPerson {
  email: string;
  name: string;
  roles: Role[];
}

/** A reply or note that the server has not confirmed yet. */
export interface Outgoing {
  readonly client_message_id: string;
  readonly text: string;
  readonly visibility: Message["visibility"];
  /** The last `seq` known when it was sent: its confirmed self cannot stand before that. */
  readonly after: number;
  readonly created_at: string;
  /** Set once the server has refused it for good; until then it is sent again and again. */
  readonly refused?: string;
}
