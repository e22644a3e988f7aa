/** The types that only staff receive. Fields that a caller may not receive are optional. */

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
  /** When its snooze ends. */
  snoozed_until?: string | null;
  /** Its latest resolution by an agent. */
  resolution?: Resolution | null;
  /** The previous agent's draft. */
  left_draft?: { agent: { id: string; name: string }; text: string; drafted_at: string } | null;
  handoff?: HandoffFacts | null;
  /** Timers, most urgent first. */
  timers?: readonly Timer[];
  /** The customer's first message. */
  title?: string | null;
  last_message?: LastMessage | null;
  /** The part that matched a search. */
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
  /** Whether its agent speaks the customer's language; absent while it has no agent. */
  language_matched?: boolean | null;
}

/** A follow-up with its due time. */
export interface FollowUp {
  id: string;
  conversation_id: string;
  kind: "contact" | "call_back" | "snooze";
  note: string;
  /** The customer's contact details, for kind `contact`: at least one of the two. */
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

/** A canned reply with this customer's values filled in; missing values stay in braces. */
export interface FilledReply extends CannedReply {
  missing: string[];
}

export interface FilledReplyList {
  canned_replies: FilledReply[];
}

/** A passage that may answer; `text` is the text for the reply. */
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

/** A colleague who can be mentioned. */
export interface Colleague {
  id: string;
  name: string;
}

/** A note that mentions this agent. */
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

/** An agent's answer to a similar question; the other customer's details are masked in braces. */
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
  /** null means always open. */
  hours?: Hours | null;
  active?: boolean;
}

export type Day = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** From and to, in local time: `["08:00", "12:00"]`. */
export type Span = [string, string];

/** A week in the department's time zone; absent days and holidays are closed. */
export interface Hours {
  time_zone: string;
  weekly: Partial<Record<Day, Span[]>>;
  holidays?: string[];
}

/** Minutes of opening hours; null means no target. */
export type Targets = Record<Timer["kind"], number | null>;

/** Each agent's capacity, languages and skills. No capacity means the default; no languages means any. */
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

/** A skill, and the topics that need it. */
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
  /** The language that the customer writes, otherwise their widget's, as a tag such as `nl`. */
  language: string | null;
  orders: Record<string, unknown>[];
  past: { id: string; status: Status; created_at: string }[];
  /** The customer record; null if it was not available. */
  record?: CustomerRecord | null;
  /** Parts that were not available. */
  unavailable?: string[];
}

export interface CustomerRecord {
  version: string;
  fields: RecordField[];
  /** Newest first. */
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

/** A note about a customer; without an author it is Baton's. */
export interface CustomerNote {
  id: string;
  author: { id: string; name: string } | null;
  text: string;
  created_at: string;
  edited_at: string | null;
}

/** The company's custom fields. */
export interface CustomerFieldList {
  customer_fields: CustomerField[];
  version: string;
}

/** A health check, and the conversations that fail it. */
export interface Invariant {
  name: string;
  count: number;
  conversation_ids: string[];
}

/** An API token as listed; its secret is no longer known. */
export interface ApiToken {
  id: string;
  name: string;
  roles: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

/** The only response that contains a token's secret. */
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
  /** Timers past their warning, broken ones first. */
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

/** The accuracy of wait estimates; values are null if none was scored. */
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
  /** The last `seq` known when it was sent; the stored message comes after it. */
  readonly after: number;
  readonly created_at: string;
  /** Set when the server has finally refused it; until then it is resent. */
  readonly refused?: string;
}
