/**
 * The types of `/api/v1` and of its sockets, generated from the response models by `./baton generate`.
 * Change the models, never this file.
 */

export interface AcceptRequest {
  token: string;
  password: string;
}

export interface Accepted {
  conversation: StaffConversation;
  transcript: readonly Message[];
  brief: Brief;
}

export interface AdministratorRequest {
  name: string;
  email: string;
}

export interface AgentConversationChangedFrame {
  type: "conversation.changed";
  conversation_id: string;
  conversation: StaffConversation;
}

/** What the server sends on an agents' socket. */
export type AgentFrame = SnapshotFrame | QueueChangedFrame | AgentMessageCreatedFrame | AgentConversationChangedFrame | ConversationNewsFrame | MentionChangedFrame | TimerReachedFrame | PresenceChangedFrame | AgentTypingFrame | LookingChangedFrame | ConversationSeenFrame | PongFrame | ErrorFrame;

export interface AgentMessageCreatedFrame {
  type: "message.created";
  conversation_id: string;
  message: Message;
  /** The conversation's timers now, if it is with people. */
  timers?: readonly Timer[];
}

export interface AgentPresence {
  id: string;
  name: string;
  state: "online" | "away" | "offline";
}

export interface AgentTyping {
  type: "typing";
  conversation_id: string;
}

/** Somebody is typing in a conversation that this agent has, or has open. */
export interface AgentTypingFrame {
  type: "typing";
  conversation_id: string;
  author: TypingAuthor;
  /** The customer's unsent text, if they allow this agent to see it; "" once they have cleared it. */
  text?: string;
}

/** The target precision and its effects. While `knowledge` is away, only the setting itself is known. */
export interface Answering {
  promise: number | null;
  set_by: string | null;
  set_at: string | null;
  default_promise: number | null;
  calibration: Calibration | null;
  lately: Lately;
  settings: readonly PromiseSetting[];
  curve: readonly Cut[];
  reliability: readonly ReliabilityBin[];
}

/** A token in the list. Its secret is not stored. */
export interface ApiToken {
  id: string;
  name: string;
  roles: readonly ("agent" | "editor" | "supervisor" | "admin")[];
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

export interface ApiTokenList {
  tokens: readonly ApiToken[];
}

/** Whether an article's newest version needs another person's approval, and has it. */
export interface Approval {
  version: number;
  /** Whether its category, or that of the published version, demands it. */
  needed: boolean;
  /** Who wrote this version, and so cannot approve it. */
  author: string;
  /** Null until everything that is demanded was given. */
  approved_by: string | null;
  approved_at: string | null;
  /** Whether only certain people can give what is lacking. */
  named: boolean;
  /** The named people who can give what is lacking. */
  waits_for: readonly Approver[];
}

/** The categories that demand an approval, each with those below it, and whom some of them name. */
export interface ApprovalCategories {
  categories: readonly string[];
  approvers: readonly CategoryApprovers[];
}

export interface ApprovalRequest {
  version: number;
}

export interface Approver {
  id: string;
  name: string;
}

/** Everybody whom a category can name. */
export interface ApproverList {
  people: readonly Approver[];
}

export interface Article {
  id: string;
  /** The newest one. */
  version: number;
  state: "draft" | "published" | "archived";
  /** What customers read; older while there is a draft. */
  published_version: number | null;
  has_unpublished_changes: boolean;
  updated_by: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
  published_at: string | null;
  /** Who answers for the article; may be empty. */
  owner: string;
  tags: readonly string[];
  /** From this day on it should be read again. */
  review_on: string | null;
  /** Who wants a colleague to read the draft. */
  review_asked_by: string | null;
  scheduled: Scheduled | null;
  /** Who may read it: everybody, customers with a verified identity, or staff alone. */
  audience: "everyone" | "signed_in" | "staff";
  /** Comments of colleagues that are not resolved. */
  open_comments: number;
  title: string;
  /** Markdown. */
  body: string;
  /** Other phrasings of what the article answers. */
  questions: readonly string[];
  category: string;
  locale: string;
}

/** `version` is the one that the editor has read. */
export interface ArticleChange {
  title: string;
  body: string;
  questions?: readonly string[] | null;
  category?: string | null;
  locale?: string | null;
  version: number;
}

export interface ArticleChoice {
  article_id: string;
  title: string;
}

export interface ArticleComment {
  id: string;
  /** The article's newest version when the comment was written. */
  version: number;
  /** The passage that it is about; empty for the whole article. */
  quote: string;
  text: string;
  author: string;
  /** Whether the caller wrote it, and so may remove it. */
  own: boolean;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  resolved_by: string | null;
  resolved_at: string | null;
}

/** In the order in which they were written. */
export interface ArticleCommentList {
  comments: readonly ArticleComment[];
  /** How many are not resolved. */
  open: number;
}

/** How an article did in the last twelve weeks. */
export interface ArticleFigures {
  article_id: string;
  /** Questions to which it was the nearest and not unlikely, whatever the bot did. */
  asked: number;
  /** As an answer, a guess or a choice. */
  shown: number;
  /** Firmly, or because the customer chose it. */
  answered: number;
  helped: number;
  did_not_help: number;
  /** Answers after which the customer asked for a person. */
  handed_over: number;
  /** Like `asked`, since it was last published. */
  asked_since: number;
  /** Like `answered`, since it was last published. */
  answered_since: number;
  /** How often it was shown in each week, the oldest first. */
  weeks: readonly number[];
}

export interface ArticleImage {
  /** For Markdown: `![what it shows](url)`. */
  url: string;
  width: number;
  height: number;
}

/** Latest change first. */
export interface ArticlePage {
  articles: readonly ListedArticle[];
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

/**
 * Agents' time that an article may have saved in the last weeks: `settled` times
 * `conversation_minutes`.
 */
export interface ArticleSavings {
  weeks: number;
  /**
   * Conversations that the bot answered with it, without an agent and without a complaint. One that
   * several articles settled counts in shares.
   */
  settled: number;
  /** Conversations of agents that the median is of. */
  agents_conversations: number;
  /** Median of the active time that agents had with a conversation; null if they had fewer than 20. */
  conversation_minutes: number | null;
  /** An upper estimate; null without a median. */
  minutes: number | null;
}

export interface ArticleToSuggestFor {
  draft: DraftArticle;
}

/** A file of a message: `GET /conversations/{id}/attachments/{attachment_id}` returns it. */
export interface Attachment {
  id: string;
  name: string;
  content_type: string;
  /** In bytes. */
  size: number;
  /** In pixels, as is `height`; null for what is no picture. */
  width: number | null;
  height: number | null;
}

/** Who did it. `name` is null if nobody has that account any more. */
export interface AuditActor {
  kind: string;
  id: string | null;
  name: string | null;
}

/** Something that somebody did. */
export interface AuditEntry {
  seq: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  at: string;
  actor: AuditActor;
  action: string;
  subject: string | null;
  details: Record<string, unknown>;
  /** Of this entry and of the one before it. */
  hash: string;
}

/** Newest first. */
export interface AuditPage {
  entries: readonly AuditEntry[];
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

/** Customers see only an agent's name. */
export interface Author {
  kind: "customer" | "bot" | "agent" | "system";
  name: string;
  /** Only for staff. */
  id?: string | null;
}

/** What a supervisor may set for somebody else. */
export interface AwayRequest {
  state: "away";
}

/** The desk at one moment. */
export interface Board {
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  at: string;
  waiting: readonly QueueEntry[];
  longest_wait_since: string | null;
  /** Past their warning, broken ones first. */
  timers: readonly ReachedTimer[];
  with_bot: number;
  agents: readonly BoardAgent[];
}

export interface BoardAgent {
  id: string;
  name: string;
  state: "online" | "away" | "offline";
  /** When they set this state; null if they never did, or it has run out. */
  since: string | null;
  /** How many conversations they take. */
  at_most: number;
  conversations: readonly BoardConversation[];
  effort: number;
  overloaded: boolean;
}

export interface BoardConversation {
  id: string;
  customer: string | null;
  unanswered_since: string | null;
  snoozed_until: string | null;
}

/** What an agent should know of a handoff. Everything is quoted from the transcript. */
export interface Brief {
  reason: "asked_for_person" | "nothing_found" | "contradictory" | "out_of_scope" | "repeated_misunderstanding" | "bot_unavailable" | "follow_up" | "transferred" | "frustration" | "sensitive_topic" | string;
  note: string | null;
  first_message: Quote | null;
  /** The first message about the matter, unless it is the first of all. */
  wants: Quote | null;
  last_message: Quote | null;
  /** The last message about the matter, unless it is the last. */
  open_question: Quote | null;
  tipped_by: TippedBy | null;
  /** Numbers and addresses. */
  details: readonly BriefLine[];
  /** The articles that the customer was shown. */
  answers: readonly BriefLine[];
  /** Forms and questions of the bot. */
  steps: readonly BriefLine[];
  mood: readonly BriefLine[];
  /** How many messages the customer wrote. */
  messages: number;
}

/** A line of the brief, with the message that it comes from. The fields depend on the part. */
export interface BriefLine {
  seq: number;
  /** A code for what it is. */
  name?: string;
  value?: string;
  text?: string;
  /** Of frustration. */
  points?: number;
  article_id?: string;
  title?: string;
}

/** What was asked for many articles: each is done by itself, so some may be done and others not. */
export interface Bulk {
  done: readonly string[];
  failed: readonly NotDone[];
}

export interface BulkArticle {
  id: string;
  version: number;
}

/**
 * `category` is where `move` moves to, `owner` whom `assign` names, `tag` what `tag` adds. `audience`
 * is who may read them.
 */
export interface BulkRequest {
  action: "publish" | "archive" | "move" | "assign" | "tag" | "audience";
  articles: readonly BulkArticle[];
  category?: string | null;
  owner?: string | null;
  tag?: string | null;
  audience?: "everyone" | "signed_in" | "staff" | null;
}

/** The calibration in use. */
export interface Calibration {
  id: string;
  source: string;
  questions: number;
  outcomes: number;
  knowledge_version: number;
  promise: number;
  threshold: number;
}

/** An article that the bot considered. */
export interface Candidate {
  article_id: string;
  title: string;
  section?: string;
  /** Markdown; only in the editor's preview. */
  passage?: string;
  score: number;
  /** The similarity of the meanings. */
  dense?: number;
  /** The similarity of the words. */
  lexical?: number;
  /** P(it answers). */
  probability?: number;
}

/** A titled text, inserted by typing `/` and its shortcut. */
export interface CannedReply {
  id: string;
  shortcut: string;
  title: string;
  text: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
  updated_by: string;
  folder: string;
  /** Only for its conversations; null for all. */
  department: string | null;
  /** The caller's own; nobody else sees it. */
  personal: boolean;
}

/** Omitted fields stay unchanged. */
export interface CannedReplyChanges {
  shortcut?: string;
  title?: string;
  text?: string;
  folder?: string;
  department?: string | null;
}

export interface CannedReplyList {
  canned_replies: readonly CannedReply[];
}

/** `shortcut` is what an agent types behind `/`. A `personal` one is seen by nobody else. */
export interface CannedReplyRequest {
  shortcut: string;
  title: string;
  text: string;
  folder?: string;
  department?: string | null;
  personal?: boolean;
}

/** What an agent takes. No languages means any, and no departments all of them. */
export interface Capacity {
  id: string;
  name: string;
  /** Null means the installation's default. */
  capacity: number | null;
  /** The capacity in effect. */
  at_most: number;
  /** The agent's conversations now. */
  held: number;
  languages: readonly string[];
  /** Identifiers. */
  skills: readonly string[];
  /** Identifiers of the departments that they serve. */
  departments: readonly string[];
}

export interface CapacityList {
  default: number;
  agents: readonly Capacity[];
}

/** `capacity: null` means the installation's default, 0 means no offers. Omitted fields stay unchanged. */
export interface CapacityRequest {
  capacity: number | null;
  languages?: readonly string[];
  skills?: readonly string[];
  departments?: readonly string[];
}

/**
 * What is absent stays as it is. `review_on` null: no day; `in_review` says whether somebody waits for
 * a reader.
 */
export interface CareRequest {
  owner?: string | null;
  tags?: readonly string[] | null;
  review_on?: string | null;
  in_review?: boolean | null;
  audience?: "everyone" | "signed_in" | "staff" | null;
}

/**
 * All categories that demand an approval, each with those below it. Without `approvers` they stay as
 * they are.
 */
export interface CategoriesRequest {
  categories: readonly string[];
  approvers?: readonly CategoryApprovers[] | null;
}

export interface CategoryApprovers {
  category: string;
  people: readonly Approver[];
}

/** Without `complete`, there were more messages than are read, and the older ones are left out. */
export interface Caught {
  days: number;
  read: number;
  caught: number;
  conversations: number;
  complete: boolean;
  examples: readonly CaughtExample[];
}

export interface CaughtExample {
  /** Personal data is masked. */
  text: string;
  phrase: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
}

/** The fields to change, and only those; `version` is the one that was read. */
export interface Changes {
  version: number;
  values: Record<string, unknown>;
}

/**
 * Without `draft`, the newest stored version would be published. Without `article_id`, the draft is a
 * new one, for `audience`; a stored article has its own. `widen`: what is live of the article would be
 * for `audience`; an article that is not live, or for as many already, changes nothing.
 */
export interface CheckedChange {
  action: "publish" | "remove" | "widen";
  article_id?: string | null;
  draft?: CheckedDraft | null;
  audience?: "everyone" | "signed_in" | "staff";
}

/** The words that would be published. */
export interface CheckedDraft {
  title: string;
  body: string;
  questions?: readonly string[];
}

/**
 * A question, and what would come of it now. If that is not known yet, only `answered` is there, as
 * null.
 */
export interface CheckedQuestion {
  text: string;
  answered: boolean | null;
  action?: "answer" | "tentative" | "clarify" | "suggest" | "hand_over" | "reply";
  article_id?: string | null;
  title?: string | null;
  confidence?: number;
  threshold?: number;
}

export interface CheckedQuestionList {
  checked: readonly CheckedQuestion[];
}

/** A button that the customer may press; its `value` is sent as `choice`. */
export interface Choice {
  title: string;
  value: string;
}

/** No texts: the greeting chooses by itself. */
export interface ChosenQuestions {
  texts: readonly string[];
}

/** A code of the app, or a recovery code. */
export interface CodeRequest {
  code: string;
}

/** Who can be mentioned in a conversation. */
export interface ColleagueList {
  colleagues: readonly Named[];
}

export interface CommentChange {
  resolved: boolean;
}

/** `quote` is the passage of the article that the comment is about; empty for the whole article. */
export interface CommentRequest {
  text: string;
  quote?: string;
}

/** Everything that is stored, for another installation. Images are in Base64. */
export interface CompanyExport {
  /** The file's format. */
  baton_company_settings: number;
  values: Record<string, unknown>;
  images: Record<string, string | null>;
}

/** Addresses of the company's images. */
export interface CompanyImages {
  logo: string | null;
  picture: string | null;
}

export interface CompanySettings {
  /** Raised by every change. Send it back with yours. */
  version: number;
  changed_by: string | null;
  values: Record<string, CompanyValue>;
  images: CompanyImages;
  changed_at: string | null;
  /** What a text may contain in braces. */
  placeholders: readonly string[];
  date_formats: readonly string[];
  /** The script tag that embeds the widget. */
  snippet: string;
}

/** A setting: its value, where it comes from, and what would hold without it. */
export interface CompanyValue {
  value: unknown;
  source: "stored" | "environment" | "default";
  fallback: unknown;
}

/** A secret that a connector needs. Its value is never sent. */
export interface ConnectorSecret {
  name: string;
  found: boolean;
}

/** A question that would get another reply. */
export interface Consequence {
  /** Masked, unless it is of the golden set. */
  question: string;
  /** How often customers asked it in the last four weeks. */
  times: number;
  /** Who would get it: those whom the changed articles are for. */
  reader: "everyone" | "signed_in" | "staff";
  kind: "lost" | "other_article" | "no_longer_firm" | "won" | "now_firm" | "other_words";
  old: ConsequenceReply;
  new: ConsequenceReply;
  golden: GoldenVerdict | null;
}

/** What the bot does with the question; the article is the likeliest one, whatever the action. */
export interface ConsequenceReply {
  action: "answer" | "tentative" | "clarify" | "suggest" | "hand_over";
  article_id: string | null;
  title: string | null;
  confidence: number;
  passage: string | null;
}

/** One part of the check. Ask again with `next` until it is null. */
export interface Consequences {
  /** If it changes between two parts, somebody has published: begin again. */
  knowledge_version: number;
  total: number;
  /** How many of them are golden questions. */
  golden: number;
  done: number;
  next: string | null;
  consequences: readonly Consequence[];
}

export interface ConsequencesRequest {
  changes: readonly CheckedChange[];
  cursor?: string | null;
}

/**
 * How to reach a customer: at least one of the two, or from the form before the chat perhaps a name
 * alone.
 */
export interface Contact {
  email: string | null;
  phone: string | null;
  note: string;
  /** From the form before the chat; nobody has verified it. */
  name?: string;
}

/** The conversation in which this one goes on, and a token for it. */
export interface Continued {
  conversation_id: string;
  token: string;
}

/** A conversation as its customer sees it. */
export interface Conversation {
  id: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  last_seq: number;
  /** Null unless the status is `queued`. */
  queue: QueueState | null;
  agent: ConversationAgent | null;
  /** While queued: what the customer can do. */
  exits?: readonly ("wait" | "leave_contact" | "back_to_bot")[];
  /** While queued: the departments to choose from. */
  departments?: readonly OfferedDepartment[];
  /** True if it goes on in another one of theirs: `POST …/continue` leads there. */
  continues_elsewhere?: boolean;
}

export interface ConversationAgent {
  name: string;
}

export interface ConversationChangedFrame {
  type: "conversation.changed";
  conversation: Conversation;
}

/** Something beside the transcript has changed: read it again. */
export interface ConversationNewsFrame {
  type: "follow_up.changed" | "customer.changed";
  conversation_id: string;
}

/** Newest first. */
export interface ConversationPage {
  conversations: readonly ListedConversation[];
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

/** The customer has seen everything up to `seen.seq`. */
export interface ConversationSeenFrame {
  type: "conversation.seen";
  conversation_id: string;
  seen: Seen;
}

/** When the cooldown after an abusive customer ends; null if there is none. */
export interface Cooldown {
  until: string | null;
}

export interface Counted {
  name: string;
  articles: number;
}

/** What agents see about the customer beside a conversation. */
export interface Customer {
  identity: Identity;
  verified: boolean;
  contact: Contact | null;
  page_url: string | null;
  locale: string | null;
  /** What the customer writes, otherwise their widget's, such as `nl`. */
  language: string | null;
  /** Of this conversation. */
  rating: RatingFacts | null;
  past: readonly PastConversation[];
  /** The parts that could not be loaded. */
  unavailable: readonly ("orders" | "record")[];
  orders: readonly Order[];
  /** Null if it could not be loaded. */
  record: CustomerRecord | null;
}

/** A field of the company's own. */
export interface CustomerField {
  id: string;
  label: string;
  kind: "text" | "number" | "date" | "choice";
  choices: readonly string[];
}

export interface CustomerFieldList {
  customer_fields: readonly CustomerField[];
  /** Send it back with a change. */
  version: string;
}

/** What the server sends on a customer's socket. */
export type CustomerFrame = ConversationChangedFrame | MessageCreatedFrame | MessageAcceptedFrame | ReplayEndedFrame | TypingFrame | SettingsChangedFrame | ErrorFrame;

/** A note about a customer. Without an author, Baton wrote it. */
export interface CustomerNote {
  id: string;
  author: Named | null;
  text: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  edited_at: string | null;
}

export interface CustomerRecord {
  /** Send it back with a change. */
  version: string;
  fields: readonly RecordField[];
  /** Newest first. */
  notes: readonly CustomerNote[];
  changed_at: string | null;
  changed_by: string | null;
}

export interface CustomerTyping {
  type: "typing";
  /** The unsent text, if the customer allows the preview. */
  text?: string | null;
}

/** What would happen at one threshold. */
export interface Cut {
  threshold: number;
  coverage: number;
  precision: number;
  counted_on: number;
  tentative: number;
  clarified: number;
}

/** A customer's question, and what the bot decided. */
export interface Decision {
  id: string;
  question: string;
  action: string;
  rule: string;
  reason: string | null;
  article_id: string | null;
  confidence: number;
  threshold: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
}

export interface DeletedGoldenQuestion {
  id: string;
}

export interface DeletedTopic {
  id: string;
}

export interface Department {
  id: string;
  name: string;
  /** What an unsure bot does: queue at once, or offer a person. */
  low_confidence: "queue" | "offer";
  /** Null means always open. */
  hours: Hours | null;
  active: boolean;
  is_default: boolean;
  routing: "pick" | "least_busy" | "least_effort" | "longest_idle" | "round_robin";
  targets: Targets | null;
  /** Whether it is open now. */
  open: boolean;
}

/** Omitted fields stay unchanged. `hours: null` means always open, `targets: null` means no targets. */
export interface DepartmentChanges {
  name?: string;
  low_confidence?: "queue" | "offer";
  hours?: HoursRequest | null;
  routing?: "pick" | "least_busy" | "least_effort" | "longest_idle" | "round_robin";
  targets?: TargetsRequest | null;
  active?: boolean;
  /** The department that was the default is not any more. */
  is_default?: true;
}

export interface DepartmentList {
  departments: readonly Department[];
}

export interface DepartmentRequest {
  name: string;
  low_confidence?: "queue" | "offer";
  hours?: HoursRequest | null;
  routing?: "pick" | "least_busy" | "least_effort" | "longest_idle" | "round_robin";
  targets?: TargetsRequest | null;
}

/** The last 24 hours, the current one last. */
export interface DeskHours {
  hours: readonly Hour[];
}

/** A suggestion that is not wanted; `dismissed: false` takes that back. */
export interface Dismissal {
  phrasing: string;
  dismissed?: boolean;
}

export interface DismissedPhrasing {
  article_id: string;
  phrasing: string;
  dismissed: boolean;
}

/** An article in its state in the editor; `article_id` names the published article that it replaces. */
export interface DraftArticle {
  article_id?: string | null;
  title: string;
  body: string;
  questions?: readonly string[] | null;
}

/** When somebody must get back to the customer, and why. */
export interface Due {
  due_at: string;
  note?: string | null;
}

/** What a page with an open article should know: who else is there, and whether somebody was faster. */
export interface Editing {
  version: number;
  state: "draft" | "published" | "archived";
  published_version: number | null;
  updated_by: string;
  others: readonly OtherEditor[];
}

/** Whether the page has changes that are not saved. */
export interface EditingRequest {
  changing?: boolean;
}

/** An empty object: the call was carried out. */
export type Empty = Record<string, never>;

/** What is not sent stays. */
export interface EndpointChanges {
  url?: string | null;
  events?: readonly ("conversation.started" | "conversation.resolved" | "conversation.ended" | "conversation.reopened" | "conversation.merged" | "conversation.rated" | "conversation.snoozed" | "conversation.woken" | "conversation.erased" | "resolution.changed" | "customer.wrote" | "bot.replied" | "agent.replied" | "answer.rated" | "handoff.requested" | "handoff.cancelled" | "department.chosen" | "assignment.created" | "assignment.ended" | "conversation.transferred" | "conversation.given_back" | "timer.reached" | "contact.left" | "follow_up.created" | "follow_up.kept" | "article.published" | "article.archived")[] | null;
  description?: string | null;
  include_texts?: boolean | null;
  on?: boolean | null;
}

/** What an app needs. It is sent once. */
export interface Enrolment {
  /** In base 32, to be typed in. */
  secret: string;
  /** The same as an `otpauth:` address. */
  address: string;
  /** The same as a QR code: an SVG image as a `data:` address. */
  qr: string;
}

/** What is asked before the first message. */
export interface EntryForm {
  name: "off" | "optional" | "required";
  email: "off" | "optional" | "required";
  department: "off" | "optional" | "required";
}

/** The proof. It does not name the customer, and stands in the audit log too. */
export interface Erased {
  /** Null if nothing was left to erase. */
  id: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  erased_at: string;
  /** The number of erased rows by table. */
  rows: Record<string, number>;
  /** The number of conversations that this call left for the next one. */
  left: number;
  backups: string;
  backups_until: string | null;
}

/** `confirmation` is the same as `person`, typed once more. */
export interface Erasure {
  /** An identity, a customer record, a conversation, an e-mail or a phone. */
  person: string;
  confirmation: string;
}

/** `code` is for programs and never changes; `message` is for people. Some errors have further fields. */
export interface ErrorDetails {
  code: string;
  message: string;
  field?: string;
  limit?: number;
  /** Seconds. */
  retry_after?: number;
  [more: string]: unknown;
}

/** A frame of the client was refused. `client_message_id` names the message, if it had a valid one. */
export interface ErrorFrame {
  type: "error";
  client_message_id?: string;
  error: ErrorDetails;
}

/** Every error, over HTTP and in the `error` frame of a socket. */
export interface ErrorResponse {
  error: ErrorDetails;
}

export interface Feedback {
  seq: number;
  helpful: boolean;
  /** What was missing, if it did not help. */
  reason: "other_question" | "incomplete" | "wrong" | "unclear" | null;
}

/** A number, what it means, and of how many cases it is. */
export interface Figure {
  key: string;
  /** Null if there are no cases. */
  value: number | null;
  unit: "count" | "share" | "seconds" | "score" | "ratio";
  /** The cases that it is computed from. */
  of: number;
  /** Whether these are so few (under 20) that it says little. */
  few: boolean;
  /** For a share: the lower end of its 95 % interval (Wilson). */
  low: number | null;
  high: number | null;
  /** For a duration; null otherwise. */
  mean: number | null;
  median: number | null;
  p90: number | null;
  definition: string;
}

/** A canned reply with this customer's values filled in; the missing ones stay in braces. */
export interface FilledReply {
  id: string;
  shortcut: string;
  title: string;
  text: string;
  missing: readonly string[];
}

export interface FilledReplyList {
  canned_replies: readonly FilledReply[];
}

/** Something that an editor may want to mend. */
export interface Finding {
  /** It changes with the words at these places. */
  key: string;
  kind: "contradiction" | "same_phrasing" | "near_duplicate" | "dead_link" | "dead_anchor" | "past_review" | "followed_by_person" | "orphan";
  /** One or two. */
  places: readonly FindingPlace[];
  /** By kind: `target`, `phrasing`, `review_on`, `shown` and `followed`, … */
  details: Record<string, string>;
  /** How often these articles were shown lately. */
  traffic: number;
  set_aside_by: string | null;
}

/** Those with the most traffic first. */
export interface FindingList {
  /** The days for which traffic is counted. */
  days: number;
  /** False while `knowledge` is away: doubles and contradictions are missing. */
  complete: boolean;
  findings: readonly Finding[];
}

/** Where something stands in a published article. */
export interface FindingPlace {
  article_id: string;
  title: string;
  section: string;
  quote: string;
}

export interface FindingToSetAside {
  key: string;
}

/** Where the first hour stands. */
export interface FirstHour {
  /** False once it is over, and in installations that never had one. */
  open: boolean;
  steps: FirstSteps;
}

export interface FirstSteps {
  administrator: "open" | "done" | "skipped";
  company: "open" | "done" | "skipped";
  articles: "open" | "done" | "skipped";
  questions: "open" | "done" | "skipped";
  people: "open" | "done" | "skipped";
}

/** Something to come back to. */
export interface FollowUp {
  id: string;
  conversation_id: string;
  kind: "contact" | "call_back" | "snooze";
  note: string;
  email: string | null;
  phone: string | null;
  agent: Named | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  due_at: string;
  /** Whether it is open and its time has come. */
  due: boolean;
  state: "open" | "kept" | "cancelled";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  closed_at: string | null;
  closed_by: string | null;
}

export interface FollowUpPage {
  follow_ups: readonly ListedFollowUp[];
  next: string | null;
}

export interface FoundConversation {
  conversation_id: string;
  by: string;
}

/** What an agent's client may send. */
export type FromAgent = AgentTyping | Looking | Ping;

/** What a customer's client may send. */
export type FromCustomer = SendMessage | CustomerTyping | SeenUpTo | Ping;

/** The points by which a customer loses patience, and the rules that gave them. */
export interface Frustration {
  points: number;
  rules: Record<string, number>;
}

/** Questions about one matter. Personal data in them is masked. */
export interface GapGroup {
  /** The one that was asked most. */
  question: string;
  /** `answered`: the bot would answer all today. `taken_up`: the others were added to an article. */
  state: "open" | "taken_up" | "answered";
  times: number;
  /** How many of them would be answered today. */
  answered: number;
  customers: number;
  /** Active time that agents had with these conversations. */
  agent_minutes: number;
  /** Why they are gaps, and how often. */
  kinds: Partial<Record<"unanswered" | "badly_rated" | "handed_over" | "out_of_scope" | "in_form", number>>;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  last_asked_at: string;
  nearest: NearestArticle | null;
  ids: readonly string[];
}

export interface GapIds {
  ids: readonly string[];
}

export interface GapQuestion {
  id: string;
  question: string;
  kind: "unanswered" | "badly_rated" | "handed_over" | "out_of_scope" | "in_form";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  asked_at: string;
  /** Null for those who may not read it. */
  conversation_id: string | null;
}

/** The costliest first. */
export interface Gaps {
  days: number;
  groups: readonly GapGroup[];
}

/**
 * A tag has up to 40 lower-case letters, digits, blanks and hyphens. One that does not exist yet is
 * made.
 */
export interface GivenTag {
  tag: string;
}

/** A whole file as text. */
export interface GoldenFile {
  format: "jsonl" | "csv";
  text: string;
}

/** What a file changed. */
export interface GoldenImport {
  added: number;
  changed: number;
  same: number;
}

/** A question whose reply editors want to stay right. */
export interface GoldenQuestion {
  id: string;
  version: number;
  text: string;
  /** What the customer said earlier, oldest first. */
  before: readonly string[];
  /** The articles of which one must answer. */
  article_ids: readonly string[];
  /** Groups of facts; one of each group must be read in the reply. */
  must: readonly (readonly string[])[];
  /** What may not be read in the reply. */
  must_not: readonly string[];
  kind: string;
  /** `person` if neither an article nor a fact is named. */
  expected: "article" | "facts" | "person";
  updated_by: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
}

/** `version` is the one that the editor has read. */
export interface GoldenQuestionChange {
  text: string;
  before?: readonly string[];
  article_ids?: readonly string[];
  must?: readonly (readonly string[])[];
  must_not?: readonly string[];
  kind?: string;
  version: number;
}

/** The newest first. */
export interface GoldenQuestionList {
  questions: readonly GoldenQuestion[];
  /** How many fit the filter. */
  found: number;
  total: number;
  /** The most that the set can have. */
  limit: number;
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

/** A question with what its reply must be. Without `article_ids` and `must` it must lead to a person. */
export interface GoldenQuestionRequest {
  text: string;
  before?: readonly string[];
  article_ids?: readonly string[];
  must?: readonly (readonly string[])[];
  must_not?: readonly string[];
  kind?: string;
}

/** A reply and whether it is what the golden set expects. */
export interface GoldenReply {
  id: string;
  /** Of the question that was asked. */
  version: number;
  right: boolean;
  /** Why it is wrong. */
  problem: "no_answer" | "other_article" | "fact_missing" | "fact_forbidden" | "no_person" | null;
  fact: string | null;
  action: "answer" | "tentative" | "clarify" | "suggest" | "hand_over" | "reply";
  /** Of the article that is shown. */
  title: string | null;
  text: string;
}

/** Whether the reply is what the golden set expects. */
export interface GoldenVerdict {
  id: string;
  right_before: boolean;
  right_after: boolean;
  /** Why it would be wrong. */
  problem: "no_answer" | "other_article" | "fact_missing" | "fact_forbidden" | "no_person" | null;
  fact: string | null;
}

export interface GreetingQuestions {
  questions: readonly OfferedQuestion[];
  /** The editors' choice, also what is left out for now. */
  chosen: readonly CheckedQuestion[];
  set_by: string | null;
  set_at: string | null;
}

/** Omitted fields stay unchanged. `agent_id: null` means that it is meant for nobody in particular. */
export interface HandoffChanges {
  department?: string;
  agent_id?: string | null;
  priority?: number;
}

/** The latest handoff of a conversation. */
export interface HandoffFacts {
  /** A primary tag such as `nl`. */
  language: string | null;
  skills: readonly Named[];
  /** One more for an upset customer, and one more for a difficult topic. */
  effort: 1 | 2 | 3;
  upset: boolean;
  hard: boolean;
  id: string;
  reason: "asked_for_person" | "nothing_found" | "contradictory" | "out_of_scope" | "repeated_misunderstanding" | "bot_unavailable" | "follow_up" | "transferred" | "frustration" | "sensitive_topic" | string;
  note: string | null;
  priority: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  waiting_since: string;
  /** Whether its agent speaks the customer's language. */
  language_matched: boolean | null;
}

/** Each service is `ok`, or the text says what is wrong. */
export interface Health {
  status: "ok" | "degraded" | "unavailable";
  database: string;
  redis: string;
  bot: string;
  knowledge: string;
  /** The bucket of files; absent where they are in the data folder. */
  files?: string;
  /** The background loops that keep failing; absent if none does. */
  loops?: string;
}

export interface HelpResult {
  article_id: string;
  title: string;
  /** The heading path of the part that may answer; empty for the beginning. */
  section: string;
}

export interface HelpResults {
  articles: readonly HelpResult[];
}

/** One hour of the desk. A wait counts in the hour in which it ended. */
export interface Hour {
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  since: string;
  requested: number;
  accepted: number;
  /** The median of those who were accepted. */
  wait_seconds: number | null;
  closed: number;
}

/** A week by the wall clock of the time zone. Missing days and holidays are closed. */
export interface Hours {
  time_zone: string;
  weekly: Partial<Record<"monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday", readonly (readonly [string, string])[]>>;
  /** Dates such as 2030-12-24, or 12-25 for every year. */
  holidays?: readonly string[];
  /** They come before holidays of the same date. */
  special_days?: readonly SpecialDay[];
}

/**
 * Weekly opening hours, by the wall clock of the time zone. `24:00` is the end of a day. Holidays are
 * closed. A special day comes before a holiday of the same date, and a date of one year before one of
 * every year.
 */
export interface HoursRequest {
  time_zone: string;
  weekly: Partial<Record<"monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday", readonly (readonly [string, string])[]>>;
  holidays?: readonly string[];
  special_days?: readonly SpecialDayRequest[];
}

/** What the host site has signed about the customer; empty for an anonymous customer. */
export interface Identity {
  id?: string | null;
  name?: string | null;
  email?: string | null;
}

export interface Import {
  id: string;
  kind: "files" | "site";
  /** The address, or what was uploaded. */
  name: string;
  state: "collecting" | "reading" | "ready" | "running" | "done" | "failed" | "cancelled" | "interrupted";
  done: number;
  total: number;
  /** Why it failed. */
  code: string | null;
  problem: string | null;
  created_by: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  counts: ImportCounts;
}

/** Rows of the plan by what is done with them, and what came of it. */
export interface ImportCounts {
  create: number;
  update: number;
  leave: number;
  /** Brought by an earlier import and missing now; archived only if asked for. */
  archive: number;
  refused: number;
  /** Passed over: nobody expects an article there. */
  skipped: number;
  /** Rows that could not be done; `outcome` says why. */
  failed: number;
  /** Articles created, updated or archived so far. */
  changed: number;
}

/** Newest first. */
export interface ImportList {
  imports: readonly Import[];
}

/**
 * With `address` the site is read at once; without, files are uploaded next. `name` says what they
 * are.
 */
export interface ImportRequest {
  address?: string | null;
  name?: string;
}

export interface ImportRow {
  number: number;
  path: string;
  change: "create" | "update" | "leave" | "archive" | "refused" | "skipped";
  article_id: string | null;
  title: string;
  /** Why it is refused or passed over. */
  code: string | null;
  problem: string | null;
  /** `done`, or the code of why it could not be done; null before the run. */
  outcome: string | null;
}

export interface ImportRows {
  rows: readonly ImportRow[];
  /** Send it as `after` for the next page; null on the last one. */
  next: number | null;
}

export interface Intent {
  name: string;
  confidence: number;
}

/** A health check, and some of the conversations that fail it. */
export interface Invariant {
  name: string;
  count: number;
  conversation_ids: readonly string[];
}

export interface InvariantReport {
  /** Whether every count is 0. */
  healthy: boolean;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  checked_at: string;
  invariants: readonly Invariant[];
}

/** A one-time link. */
export interface Invitation {
  url: string;
}

export interface JudgedDecision {
  id: string;
  question: string;
  action: string;
  rule: string;
  reason: string | null;
  article_id: string | null;
  confidence: number;
  threshold: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  outcomes: readonly Outcome[];
}

/** What is stored about one customer, or a page of it. It holds no words of theirs. */
export interface Kept {
  conversations: readonly KeptConversation[];
  /** The number of the customer's conversations, on all pages. */
  total: number;
  /** The `cursor` of the next page; null on the last one. */
  next: string | null;
  customer_records: readonly string[];
  /** The number of rows by table, of this page. */
  rows: Record<string, number>;
  /** Until when backups would hold the data, if it were erased now. */
  backups: string;
  /** Null unless the operator has set `BATON_BACKUP_KEEP_DAYS`. */
  backups_until: string | null;
}

export interface KeptConversation {
  conversation_id: string;
  /** How it was found: `verified identity`, `contact that was left`, … */
  by: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  started_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  changed_at: string;
}

export interface LastMessage {
  seq: number;
  text: string;
  author: Author;
  visibility: "public" | "internal";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
}

export interface Lately {
  days: number;
  questions: number;
}

/** The text that the previous agent had not sent. */
export interface LeftDraft {
  agent: Named;
  text: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  drafted_at: string;
}

/** An article in a list: without its body. */
export interface ListedArticle {
  id: string;
  /** The newest one. */
  version: number;
  state: "draft" | "published" | "archived";
  /** What customers read; older while there is a draft. */
  published_version: number | null;
  has_unpublished_changes: boolean;
  updated_by: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
  published_at: string | null;
  /** Who answers for the article; may be empty. */
  owner: string;
  tags: readonly string[];
  /** From this day on it should be read again. */
  review_on: string | null;
  /** Who wants a colleague to read the draft. */
  review_asked_by: string | null;
  scheduled: Scheduled | null;
  /** Who may read it: everybody, customers with a verified identity, or staff alone. */
  audience: "everyone" | "signed_in" | "staff";
  /** Comments of colleagues that are not resolved. */
  open_comments: number;
  title: string;
  /** Left out in lists. */
  body?: string;
  /** Other phrasings of what the article answers. */
  questions: readonly string[];
  category: string;
  locale: string;
}

/** A conversation in a list. */
export interface ListedConversation {
  id: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  last_seq: number;
  /** Null unless the status is `queued`. */
  queue: QueueState | null;
  agent: ConversationAgent | null;
  /** While queued: what the customer can do. */
  exits?: readonly ("wait" | "leave_contact" | "back_to_bot")[];
  /** While queued: the departments to choose from. */
  departments?: readonly OfferedDepartment[];
  /** True if it goes on in another one of theirs: `POST …/continue` leads there. */
  continues_elsewhere?: boolean;
  agent_id: string | null;
  snoozed_until: string | null;
  /** In the order in which they were given. */
  tags: readonly string[];
  /** The latest resolution by an agent. */
  resolution: Resolution | null;
  left_draft: LeftDraft | null;
  /** The name that the host site has signed. */
  customer: string | null;
  department: string | null;
  locale: string | null;
  /** What the customer writes, otherwise their widget's, such as `nl`. */
  language: string | null;
  page_url: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
  handoff: HandoffFacts | null;
  /** First due first. */
  timers: readonly Timer[];
  /** The conversation in which this one goes on. */
  merged_into: string | null;
  /** Null if no client of the customer has reported it. */
  seen: Seen | null;
  /** The customer's first message, shortened. */
  title: string | null;
  last_message: LastMessage | null;
  /** The part that matched a search. */
  match: SearchMatch | null;
}

export interface ListedFigures {
  weeks: number;
  articles: readonly ArticleFigures[];
}

export interface ListedFollowUp {
  id: string;
  conversation_id: string;
  kind: "contact" | "call_back" | "snooze";
  note: string;
  email: string | null;
  phone: string | null;
  agent: Named | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  due_at: string;
  /** Whether it is open and its time has come. */
  due: boolean;
  state: "open" | "kept" | "cancelled";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  closed_at: string | null;
  closed_by: string | null;
  customer: string | null;
  /** The conversation's. */
  status: "bot" | "queued" | "assigned" | "resolved";
}

/** The conversation that the agent has open; null for none. */
export interface Looking {
  type: "looking";
  conversation_id?: string | null;
}

/**
 * Somebody has opened or left a conversation. It ends by itself unless it is told again within 45
 * seconds.
 */
export interface LookingChangedFrame {
  type: "looking.changed";
  conversation_id: string;
  person: Named;
  looking: boolean;
}

export interface MaybeSeenVersion {
  version?: number | null;
}

/** The caller. An API token with fewer roles shows only those. */
export interface Me {
  id: string;
  name: string;
  email: string;
  roles: readonly ("agent" | "editor" | "supervisor" | "admin")[];
}

/** A note that mentions the caller. */
export interface Mention {
  id: string;
  conversation_id: string;
  customer: string | null;
  seq: number;
  by: string;
  text: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  read: boolean;
}

/** A note mentions this agent, or they have read it. */
export interface MentionChangedFrame {
  type: "mention.changed";
  conversation_id: string;
  person_id: string;
}

/** Unread first. */
export interface MentionList {
  mentions: readonly Mention[];
}

/** `other` is the conversation that is closed. */
export interface MergeRequest {
  other: string;
}

/** An entry of a transcript. */
export interface Message {
  id: string;
  /** From 1, without gaps in the conversation. */
  seq: number;
  /** `seq` of the previous message that this reader may see; 0 for the first. */
  previous: number;
  author: Author;
  kind: "text" | "event";
  /** The timeline event, if the kind is `event`. */
  event: string | null;
  /** The wording of a timeline event and the values for its text; null if clients cannot build it. */
  details: Record<string, string | number> | null;
  text: string;
  format: "plain" | "markdown";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  choices: readonly Choice[];
  sources: readonly Source[];
  attachments: readonly Attachment[];
  visibility: "public" | "internal";
  /** Only for staff. */
  why?: Why | null;
}

/** The customer's message is stored. */
export interface MessageAcceptedFrame {
  type: "message.accepted";
  client_message_id: string;
  message: Message;
}

export interface MessageCreatedFrame {
  type: "message.created";
  message: Message;
}

export interface MessagePage {
  messages: readonly Message[];
  more: boolean;
}

/** Somebody or something, by its identifier and its name. */
export interface Named {
  id: string;
  name: string;
}

export interface NearestArticle {
  article_id: string;
  title: string | null;
  confidence: number;
}

/** The only response that contains the secret. */
export interface NewApiToken {
  id: string;
  name: string;
  token: string;
  roles: readonly ("agent" | "editor" | "supervisor" | "admin")[];
  expires_at: string | null;
}

/** `audience` is said before anything can be published; afterwards it is part of the article's care. */
export interface NewArticleRequest {
  title: string;
  body: string;
  questions?: readonly string[] | null;
  category?: string | null;
  locale?: string | null;
  audience?: "everyone" | "signed_in" | "staff";
}

/**
 * How to reach the customer later, if nobody is there or the wait is long: an e-mail address, a phone
 * number, or both.
 */
export interface NewContact {
  email?: string | null;
  phone?: string | null;
  note?: string | null;
}

/** What a client can send when it opens a conversation. */
export interface NewConversation {
  locale?: string | null;
  page_url?: string | null;
  identity?: string | null;
  form?: EntryForm | null;
}

export interface NewEndpoint {
  url: string;
  events: readonly ("conversation.started" | "conversation.resolved" | "conversation.ended" | "conversation.reopened" | "conversation.merged" | "conversation.rated" | "conversation.snoozed" | "conversation.woken" | "conversation.erased" | "resolution.changed" | "customer.wrote" | "bot.replied" | "agent.replied" | "answer.rated" | "handoff.requested" | "handoff.cancelled" | "department.chosen" | "assignment.created" | "assignment.ended" | "conversation.transferred" | "conversation.given_back" | "timer.reached" | "contact.left" | "follow_up.created" | "follow_up.kept" | "article.published" | "article.archived")[];
  description?: string;
  include_texts?: boolean;
}

/** Whether an answer helped. */
export interface NewFeedback {
  helpful: boolean;
  reason?: "other_question" | "incomplete" | "wrong" | "unclear" | null;
}

/** A request for a person. */
export interface NewHandoff {
  department?: string | null;
  note?: string | null;
}

/** A customer's message. `client_message_id` makes sending it again harmless. */
export interface NewMessage {
  client_message_id: string;
  text?: string;
  choice?: string | null;
  attachments?: readonly string[];
}

/** A new phrasing of an article; `decision_ids` are the questions that it settles. */
export interface NewPhrasing {
  phrasing: string;
  decision_ids?: readonly string[];
}

export interface NewPromise {
  promise: number;
}

/** The customer's rating. */
export interface NewRating {
  score: number;
  comment?: string | null;
}

/** The period, and how many conversations to draw. */
export interface NewSample {
  since?: string | null;
  until?: string | null;
  size?: number;
}

export interface NotDone {
  id: string;
  code: string;
  message: string;
}

export interface NoteText {
  text: string;
}

/** The agent to whom a handoff is offered, and until when. */
export interface Offer {
  agent_id: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  until: string;
  language_matched: boolean;
}

/** A department that a customer may choose. */
export interface OfferedDepartment {
  id: string;
  name: string;
  /** Whether it is open now. */
  open: boolean;
}

/** A question that the greeting offers, and why. */
export interface OfferedQuestion {
  text: string;
  origin: "chosen" | "asked" | "articles";
  article_id: string | null;
  title: string | null;
}

/** The customer's message that waits for an answer. */
export interface OpenQuestion {
  seq: number;
  text: string;
}

export interface OpenSignIn {
  id: string;
  /** Browser and system, such as `Firefox · Linux`; empty if unknown. */
  device: string;
  method: "password" | "link" | "provider";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** At most five minutes old. */
  last_seen_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  expires_at: string;
  /** Whether this is the sign-in that asks. */
  current: boolean;
}

export interface OpenSignInList {
  sign_ins: readonly OpenSignIn[];
}

/** A new conversation. Its token is sent only here. */
export interface OpenedConversation {
  conversation_id: string;
  token: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  messages: readonly Message[];
}

export interface OpenedGroup {
  /** The latest. */
  questions: readonly GapQuestion[];
  settled: readonly Settled[];
}

export interface Order {
  number: string;
  state: string;
  detail: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  placed_at: string;
}

export interface OtherEditor {
  name: string;
  changing: boolean;
}

/** What happened after a decision, as a label for the calibration. */
export interface Outcome {
  happened: "editor_right" | "editor_wrong" | "editor_none" | "agent_used" | "helped" | "did_not_help" | "said_no_help" | "chosen" | "handed_over" | "asked_instead" | "set_aside";
  article_id: string | null;
  label: "right" | "wrong" | "unknown";
  given_by: string | null;
}

/** How many articles there are of each kind. A category's number has those below it. */
export interface Overview {
  states: Record<string, number>;
  stages: Record<string, number>;
  audiences: Record<string, number>;
  categories: readonly Counted[];
  tags: readonly Counted[];
  owners: readonly Counted[];
  locales: readonly Counted[];
}

export interface OwnCapacity {
  /** The capacity in effect. */
  at_most: number;
  /** The caller's conversations now, without snoozed ones. */
  held: number;
}

/** The complete new list; an entry without `id` is a new field. */
export interface OwnFields {
  version: string;
  customer_fields: readonly (Record<string, unknown>)[];
}

export interface OwnPresence {
  state: "online" | "away" | "offline";
}

export interface Pack {
  id: string;
  title: string;
  description: string;
  version: string;
  on: boolean;
  /** Whether it was added; otherwise it comes with Baton. */
  added: boolean;
  languages: readonly string[];
  needs: readonly string[];
  connectors: readonly PackConnector[];
  /** Connectors that cannot be used as they are described. */
  broken: readonly string[];
}

/** A change of the packs, under way or over. */
export interface PackChange {
  pack: string;
  on: boolean;
  state: "asked" | "training" | "done" | "failed";
  /** How much is done, from 0 to 1, if it is known. */
  share: number | null;
  problem: string | null;
}

/** A connector of a pack. `method` and `url` are null if a part of Baton answers. */
export interface PackConnector {
  name: string;
  title: string;
  /** Whether a call changes something at the company's. */
  changes: boolean;
  inside: string | null;
  method: string | null;
  /** The template, with the slots in braces. */
  url: string | null;
  asks: readonly string[];
  fields: readonly string[];
  timeout_seconds: number | null;
  secrets: readonly ConnectorSecret[];
}

export interface Packs {
  packs: readonly Pack[];
  /** Whether packs can be switched here, or only by the operator. */
  switchable: boolean;
  change: PackChange | null;
}

export interface PasswordRequest {
  current: string;
  new: string;
}

/** An agent's answer to a similar question. The other customer's details are masked in braces. */
export interface PastAnswer {
  conversation_id: string;
  seq: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  answered_at: string;
  agent: Named;
  question: string | null;
  text: string;
  /** The details that could not be filled in. */
  missing: readonly string[];
}

export interface PastAnswerList {
  question: OpenQuestion | null;
  past_answers: readonly PastAnswer[];
}

export interface PastConversation {
  id: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** The customer's first message, shortened. */
  title: string | null;
  /** As the agent saw it. */
  outcome: "solved" | "unsolved" | "no_reply" | "spam" | null;
  rating: RatingFacts | null;
}

/** Everything about one customer, or a page of it, without secrets. */
export interface PeopleData {
  person: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  exported_at: string;
  found: readonly FoundConversation[];
  /** Rows by table, as they are stored. */
  tables: Record<string, readonly (Record<string, unknown>)[]>;
  /** Attachments in Base64 by identifier; null if one is gone. */
  files: Record<string, string | null>;
  /** The `cursor` of the next page; null on the last one. */
  next: string | null;
}

/** A person as administrators see them. */
export interface Person {
  id: string;
  name: string;
  email: string;
  roles: readonly ("agent" | "editor" | "supervisor" | "admin")[];
  active: boolean;
  departments: readonly string[];
  password_set: boolean;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
}

/** Omitted fields stay unchanged. */
export interface PersonChanges {
  name?: string;
  roles?: readonly ("agent" | "editor" | "supervisor" | "admin")[];
  departments?: readonly string[];
  active?: boolean;
}

export interface PersonList {
  people: readonly Person[];
}

export interface PersonRequest {
  email: string;
  name: string;
  roles: readonly ("agent" | "editor" | "supervisor" | "admin")[];
  departments?: readonly string[];
}

/** Questions, and the article as it is typed. */
export interface PhrasingsToTry {
  draft: DraftArticle;
  questions: readonly string[];
}

/** A heartbeat. */
export interface Ping {
  type: "ping";
}

/** The answer to a heartbeat: the connection is alive. */
export interface PongFrame {
  type: "pong";
}

export interface PresenceChangedFrame {
  type: "presence.changed";
  person_id: string;
  state: "online" | "away" | "offline";
}

/** Everybody who takes conversations: online first, then away, then offline. */
export interface PresenceList {
  agents: readonly AgentPresence[];
}

export interface PresenceRequest {
  state: "online" | "away" | "offline";
}

/** One target precision, and what it would bring. */
export interface PromiseSetting {
  promise: number;
  threshold: number;
  /** On the questions of the last weeks; null if there were none. */
  lately: Shares | null;
  /** On the questions of the calibration. */
  calibrated: Shares;
}

export interface Provider {
  name: string;
}

/** A moment at which customers began to get another version. */
export interface Publication {
  /** Null: the article was archived. */
  version: number | null;
  author: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  undone_by: string | null;
  undone_at: string | null;
}

/** The newest first. */
export interface PublicationList {
  publications: readonly Publication[];
  /** Null if there is nothing to undo. */
  undo: Undo | null;
}

export interface PublishedArticle {
  id: string;
  title: string;
  /** Markdown. */
  body: string;
  category: string;
  locale: string;
}

/** Similar questions that need an answer. */
export interface QuestionGroup {
  question: string;
  times: number;
  nearest: NearestArticle | null;
  decision_ids: readonly string[];
  /** The latest. */
  decisions: readonly Decision[];
}

export interface QuestionsToCheck {
  texts: readonly string[];
}

export interface QuestionsToSetAside {
  decision_ids: readonly string[];
}

export interface QueueChangedFrame {
  type: "queue.changed";
  /** The part of the queue that this agent serves. */
  queue: readonly QueueEntry[];
  /** `cursor` of `GET /queue` for those behind the first thousand. */
  next: string | null;
}

/** A handoff that waits. Unless `routing` is `pick`, only the agent of the offer is alerted. */
export interface QueueEntry {
  /** A primary tag such as `nl`. */
  language: string | null;
  skills: readonly Named[];
  /** One more for an upset customer, and one more for a difficult topic. */
  effort: 1 | 2 | 3;
  upset: boolean;
  hard: boolean;
  handoff_id: string;
  conversation_id: string;
  reason: "asked_for_person" | "nothing_found" | "contradictory" | "out_of_scope" | "repeated_misunderstanding" | "bot_unavailable" | "follow_up" | "transferred" | "frustration" | "sensitive_topic" | string;
  note: string | null;
  department: string | null;
  wanted_agent_id: string | null;
  priority: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  waiting_since: string;
  routing: "pick" | "least_busy" | "least_effort" | "longest_idle" | "round_robin";
  offer: Offer | null;
  /** First due first. */
  timers: readonly Timer[];
  tags: readonly string[];
  /** The name that the host site has signed. */
  customer: string | null;
  /** The customer's first message, shortened. */
  title: string | null;
  /** Other conversations in which the same person waits. */
  also_waiting: readonly string[];
}

/** Everybody who waits, in serving order. */
export interface QueueList {
  /** At most a thousand of them. */
  queue: readonly QueueEntry[];
  /** How many wait, also beyond those in the list. */
  total: number;
  /** `cursor` for those behind; null on the last page. */
  next: string | null;
}

/** A customer's position in the queue. */
export interface QueueState {
  position: number;
  /** The expected range; null if it cannot be estimated. */
  wait_seconds: readonly [number, number] | null;
  agents_available: number;
  /** The wait is so long that other ways are offered. */
  long_wait: boolean;
  /** When the department closes, if the customer may still wait then. */
  closes_at: string | null;
  time_zone: string | null;
  /** When the department opens; null while it is open. */
  opens_at: string | null;
}

/** A message of the transcript. */
export interface Quote {
  seq: number;
  text: string;
}

export interface Rating {
  score: number;
  comment: string | null;
}

/** What a customer wrote with their rating. */
export interface RatingComment {
  conversation_id: string;
  score: number;
  comment: string;
  /** Who had the conversation last. */
  agent: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
}

/** What the customer thought of a conversation, from 1 to 5. */
export interface RatingFacts {
  score: number;
  comment: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
}

/** A timer past its warning, on the board. */
export interface ReachedTimer {
  kind: "first_reply" | "next_reply" | "resolution";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  since: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  warn_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  due_at: string;
  conversation_id: string;
  customer: string | null;
  agent: string | null;
  department: string | null;
  broken: boolean;
}

/** The fields to change, and only those; `version` is the version of the record that was read. */
export interface RecordChanges {
  version: string;
  values: Record<string, unknown>;
}

/** A customer field with this customer's value. */
export interface RecordField {
  id: string;
  label: string;
  kind: "text" | "number" | "date" | "choice" | "email" | "phone" | "language";
  choices: readonly string[];
  value: string | null;
}

/** The only response that contains them. */
export interface RecoveryCodes {
  recovery_codes: readonly string[];
}

/** Questions of about one probability: the predicted share, and the share that came true. */
export interface ReliabilityBin {
  said: number;
  right: number;
  questions: number;
}

/** Everything that was missed has been sent, up to `seq`. */
export interface ReplayEndedFrame {
  type: "replay.ended";
  seq: number;
}

export interface ReplaySince {
  since: string;
}

export interface Replayed {
  replayed: number;
}

/** An agent's message. If it is `internal`, it is a note that customers never see. */
export interface Reply {
  client_message_id: string;
  text?: string;
  visibility?: "public" | "internal";
  attachments?: readonly string[];
}

/** The agent's unsent text; empty if there is none. */
export interface ReplyDraft {
  text?: string | null;
}

export interface Report {
  report: "volume" | "service" | "handling" | "resolution" | "satisfaction" | "containment" | "own";
  /** The first day, in the time zone. */
  since: string;
  /** The last day, which counts too. */
  until: string;
  time_zone: string;
  /** Up to when everything is counted; null if nothing ever was. */
  counted_at: string | null;
  /** Conversations that are not counted yet or have changed since. Usually 0. */
  left: number;
  figures: readonly Figure[];
  series: readonly Series[];
  /** The latest, at most 100. */
  comments: readonly RatingComment[];
}

/**
 * What a report can be limited to. `-` stands for conversations without a topic, language or
 * department.
 */
export interface ReportFilters {
  time_zone: string;
  today: string;
  departments: readonly Named[];
  agents: readonly Named[];
  channels: readonly string[];
  topics: readonly string[];
  languages: readonly string[];
}

/** How a conversation ended, as the agent recorded it. */
export interface Resolution {
  outcome: "solved" | "unsolved" | "no_reply" | "spam" | null;
  tags: readonly string[];
  agent: Named;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  resolved_at: string;
}

/** How the conversation ended. A tag has up to 40 lower-case letters, digits, blanks and hyphens. */
export interface ResolutionRequest {
  outcome?: "solved" | "unsolved" | "no_reply" | "spam" | null;
  tags?: readonly string[];
}

/** Without any rule, conversations are kept for good. */
export interface Retention {
  rules: readonly RetentionRule[];
  /** The latest ten, newest first. */
  runs: readonly RetentionRun[];
}

export interface RetentionRule {
  /** Null for all conversations without a rule of their department. */
  department_id: string | null;
  /** Null: they are kept for good. */
  days: number | null;
}

/** The proof that conversations were erased. It names none of them. */
export interface RetentionRun {
  id: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  at: string;
  /** False if an operator ran `./baton people-data expire`. */
  by_rule: boolean;
  conversations: number;
  /** The number of erased rows by table. */
  rows: Record<string, number>;
}

/** `archive_missing` archives what an earlier import from the same source brought and is missing now. */
export interface RunRequest {
  publish?: boolean;
  archive_missing?: boolean;
}

/** Open ones first, then the latest. */
export interface SamePerson {
  conversations: readonly SamePersonConversation[];
}

/** Another conversation of the same person. */
export interface SamePersonConversation {
  id: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  /** The customer's first message, shortened. */
  title: string | null;
  /** The name that the host site has signed. */
  customer: string | null;
  /** Who has it. */
  agent: Named | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
  /** How it is known. With `identity` it is proven, and a merge leads the customer to the other one. */
  by: "identity" | "email";
}

/**
 * Conversations in which the bot answered, drawn at random from all of a period, and what was found in
 * them.
 */
export interface Sample {
  id: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  drawn_at: string;
  drawn_by: string;
  since: string;
  until: string;
  /** The conversations that it was drawn from. */
  population: number;
  size: number;
  right: number;
  wrong: number;
  /** The share that was right among those that have been judged. */
  share: number | null;
  /** Its 95 % interval (Wilson). */
  low: number | null;
  high: number | null;
  few: boolean;
}

export interface SampleDetails {
  id: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  drawn_at: string;
  drawn_by: string;
  since: string;
  until: string;
  /** The conversations that it was drawn from. */
  population: number;
  size: number;
  right: number;
  wrong: number;
  /** The share that was right among those that have been judged. */
  share: number | null;
  /** Its 95 % interval (Wilson). */
  low: number | null;
  high: number | null;
  few: boolean;
  conversations: readonly SampledConversation[];
}

export interface SampleList {
  /** The newest first, at most 50. */
  samples: readonly Sample[];
}

/** Whether what the bot did in the conversation was right; null takes it back. */
export interface SampleVerdict {
  verdict: "right" | "wrong" | null;
}

export interface SampledConversation {
  conversation_id: string;
  verdict: "right" | "wrong" | null;
  given_by: string | null;
  given_at: string | null;
}

export interface ScheduleRequest {
  version: number;
  at: string;
}

/** A version that is published by itself. */
export interface Scheduled {
  version: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  at: string;
  by: string;
}

export interface SearchMatch {
  seq: number;
  text: string;
}

/** A question to try out. */
export interface SearchRequest {
  q: string;
  draft?: DraftArticle | null;
}

/** What the bot would say as the first thing in a conversation. */
export interface SearchResult {
  rule: string;
  action: "answer" | "tentative" | "clarify" | "suggest" | "hand_over" | "reply";
  reason: string | null;
  confidence: number;
  threshold: number;
  /** The share of answers that must be right. */
  promise?: number;
  /** P(one of the first three candidates answers). */
  among_three?: number;
  /** The share of the message's words that occur in articles. */
  known?: number;
  /** Whether the messages just before were read too. */
  in_context?: boolean;
  /** P(the message belongs to any intent). */
  in_scope?: number | null;
  sensitive?: SensitiveMatch | null;
  frustration?: Frustration | null;
  candidates: readonly Candidate[];
  intents?: readonly Intent[];
  calibration?: string | null;
  knowledge_version?: number;
  /** The form that the dialogue is in. */
  form?: string | null;
  article_id: string | null;
  choices: readonly ArticleChoice[];
  /** What the dialogue would say, if it would not ask the articles at all. */
  text?: string;
}

export interface SecondFactor {
  enabled: boolean;
  since: string | null;
  recovery_codes_left: number;
  /** Whether a role of the person must have a second factor. */
  required: boolean;
}

/** `code` is one of the app, or a recovery code. */
export interface SecondStepRequest {
  ticket: string;
  code: string;
}

/** The last message that the customer has seen, and when they first saw it. */
export interface Seen {
  seq: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  at: string;
}

/** The customer has everything up to this message before their eyes. */
export interface SeenUpTo {
  type: "seen";
  seq: number;
}

/** The version the editor means; if it is not the newest, that is a conflict. */
export interface SeenVersion {
  version: number;
}

/** Stores a message. The same `client_message_id` again changes nothing. */
export interface SendMessage {
  type: "message.send";
  client_message_id: string;
  text?: string | null;
  /** The value of a choice that an earlier message offered. */
  choice?: string | null;
  /** What uploads returned as `id`; then `text` may be empty. */
  attachments?: readonly string[] | null;
}

/** The sensitive topic of a message, and the phrase that matched. */
export interface SensitiveMatch {
  topic: string;
  phrase: string;
}

/** A topic that only a person may handle. */
export interface SensitiveTopic {
  id: string;
  name: string;
  phrases: readonly string[];
  active: boolean;
  updated_by: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
}

export interface SensitiveTopicList {
  topics: readonly SensitiveTopic[];
}

/** The numbers of a plot. Each row has a value for each column. */
export interface Series {
  key: string;
  by: "day" | "hour" | "topic" | "language" | "channel" | "reason" | "ending" | "score" | "agent" | "minutes" | "action";
  columns: readonly SeriesColumn[];
  rows: readonly SeriesRow[];
}

export interface SeriesColumn {
  key: string;
  unit: "count" | "share" | "seconds" | "score" | "ratio";
}

export interface SeriesRow {
  /** A day, an hour from 0 to 23, a code or a name; null for none. */
  label: string | null;
  values: readonly (number | null)[];
}

export interface SetAside {
  decision_ids: readonly string[];
}

export interface SetAsideFinding {
  key: string;
}

/** The company's settings have changed: read them again. */
export interface SettingsChangedFrame {
  type: "settings.changed";
  version: number;
}

export interface SettingsVersion {
  version: number;
}

/** What an agent answered, without the customer's data. */
export interface Settled {
  text: string;
  agent: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  answered_at: string;
  /** Null for those who may not read it. */
  conversation_id: string | null;
}

/** Shares of all questions; they add up to 1, or to 0 if there are no questions. */
export interface Shares {
  answered: number;
  tentative: number;
  clarified: number;
  handed_over: number;
}

/** How people can sign in besides by password. */
export interface SignInOptions {
  provider: Provider | null;
}

export interface SignInRequest {
  email: string;
  password: string;
}

export interface SignInRules {
  /** Roles whose people must have a second factor. */
  second_factor_roles: readonly ("agent" | "editor" | "supervisor" | "admin")[];
}

export interface SignInRulesRequest {
  second_factor_roles: readonly ("agent" | "editor" | "supervisor" | "admin")[];
}

export interface Skill {
  id: string;
  name: string;
  /** Names of intents or article categories that need the skill. */
  topics: readonly string[];
  /** Whether its handoffs take more effort. */
  hard: boolean;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
  updated_by: string;
}

/** Omitted fields stay unchanged. */
export interface SkillChanges {
  name?: string;
  topics?: readonly string[];
  hard?: boolean;
}

export interface SkillList {
  skills: readonly Skill[];
}

/** `topics` are names of intents or of article categories. */
export interface SkillRequest {
  name: string;
  topics?: readonly string[];
  hard?: boolean;
}

export interface SnapshotConversation {
  id: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  last_seq: number;
}

/** The first frame: the queue, and the conversations that are with people. */
export interface SnapshotFrame {
  type: "snapshot";
  queue: readonly QueueEntry[];
  /** `cursor` of `GET /queue` for those behind the first thousand. */
  next: string | null;
  conversations: readonly SnapshotConversation[];
}

/** The published article from which an answer is quoted. */
export interface Source {
  article_id: string;
  title: string;
  url: string;
  /** Markdown. */
  passage: string;
  /** The heading path of the shown part. Absent if the article says nothing more. */
  section?: string;
}

/** A date with a name or hours of its own. Without hours it is closed. */
export interface SpecialDay {
  /** Such as 2030-12-24, or 12-25 for every year. */
  date: string;
  name?: string;
  open?: readonly (readonly [string, string])[];
}

/** A date such as 2026-12-24, or 12-25 for every year, with its own hours. Without any it is closed. */
export interface SpecialDayRequest {
  date: string;
  name?: string;
  open?: readonly (readonly [string, string])[];
}

/** A conversation as staff see it. */
export interface StaffConversation {
  id: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  last_seq: number;
  /** Null unless the status is `queued`. */
  queue: QueueState | null;
  agent: ConversationAgent | null;
  /** While queued: what the customer can do. */
  exits?: readonly ("wait" | "leave_contact" | "back_to_bot")[];
  /** While queued: the departments to choose from. */
  departments?: readonly OfferedDepartment[];
  /** True if it goes on in another one of theirs: `POST …/continue` leads there. */
  continues_elsewhere?: boolean;
  agent_id: string | null;
  snoozed_until: string | null;
  /** In the order in which they were given. */
  tags: readonly string[];
  /** The latest resolution by an agent. */
  resolution: Resolution | null;
  left_draft: LeftDraft | null;
  /** The name that the host site has signed. */
  customer: string | null;
  department: string | null;
  locale: string | null;
  /** What the customer writes, otherwise their widget's, such as `nl`. */
  language: string | null;
  page_url: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  updated_at: string;
  handoff: HandoffFacts | null;
  /** First due first. */
  timers: readonly Timer[];
  /** The conversation in which this one goes on. */
  merged_into: string | null;
  /** Null if no client of the customer has reported it. */
  seen: Seen | null;
}

/** A waiting handoff after a change. */
export interface Steered {
  handoff_id: string;
  conversation_id: string;
  department: string | null;
  wanted_agent_id: string | null;
  priority: number;
}

export interface StepRequest {
  state: "open" | "done" | "skipped";
}

/** The agent's unsent text. */
export interface StoredDraft {
  text: string | null;
}

export interface SuggestedPhrasing {
  question: string;
  /** `firm`: the bot answers from this article. `offered`: as a guess, or among several. `missed`: not. */
  found: "firm" | "offered" | "missed";
  action: "answer" | "tentative" | "clarify" | "suggest" | "hand_over" | "reply";
  confidence: number;
  /** The article that came first instead. */
  instead: ArticleChoice | null;
  origin: "heading" | "sentence" | "customer";
  /** How often customers asked it lately; 0 if it comes from the article. */
  times: number;
}

/** What does not find the article firmly comes first. */
export interface SuggestedPhrasings {
  suggestions: readonly SuggestedPhrasing[];
}

/** Tags that colleagues gave to conversations like this one, best first. */
export interface SuggestedTags {
  tags: readonly string[];
}

/** A topic that an editor can begin with; it applies once they save it. */
export interface SuggestedTopic {
  language: string;
  name: string;
  phrases: readonly string[];
}

export interface SuggestedTopicList {
  topics: readonly SuggestedTopic[];
}

/** A passage that may answer. */
export interface Suggestion {
  article_id: string;
  title: string;
  section: string;
  /** Markdown. */
  passage: string;
  /** For the reply: the passage as plain text, and the article's address. */
  text: string;
  /** Of its public page; empty if it has none, because not everybody may read it. */
  url: string;
  /** `staff`: no customer may read it, so its words are for the agent. */
  audience: "everyone" | "signed_in" | "staff";
  probability: number;
}

export interface SuggestionList {
  /** Null if the agent searched, or if nothing is open. */
  question: OpenQuestion | null;
  suggestions: readonly Suggestion[];
}

export interface SwitchPack {
  on: boolean;
}

/** Omitted fields stay unchanged. */
export interface TagChanges {
  name?: string;
  colour?: "grey" | "red" | "orange" | "yellow" | "green" | "blue" | "purple";
  archived?: boolean;
}

/** A tag, and how many conversations have it. */
export interface TagCount {
  id: string;
  tag: string;
  count: number;
  colour: "grey" | "red" | "orange" | "yellow" | "green" | "blue" | "purple";
  /** It stays on its conversations and is given to no other. */
  archived: boolean;
}

/** The tags, most used first. */
export interface TagList {
  tags: readonly TagCount[];
}

/** `into` is the tag that stays. */
export interface TagMerge {
  into: string;
}

export interface TagRequest {
  name: string;
  colour?: "grey" | "red" | "orange" | "yellow" | "green" | "blue" | "purple";
}

/** Minutes of opening hours until a customer must be served. Null turns a target off. */
export interface Targets {
  first_reply: number | null;
  next_reply: number | null;
  resolution: number | null;
}

/** Minutes of opening hours until a customer must be served. Null turns a target off. */
export interface TargetsRequest {
  first_reply?: number | null;
  next_reply?: number | null;
  resolution?: number | null;
}

/** A deadline of a conversation. The remaining time depends on the clock. */
export interface Timer {
  kind: "first_reply" | "next_reply" | "resolution";
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  since: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  warn_at: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  due_at: string;
}

export interface TimerReachedFrame {
  type: "timer.reached";
  conversation_id: string;
  kind: "first_reply" | "next_reply" | "resolution";
  stage: "warning" | "broken";
}

/** The message after which the bot handed over, and the rule that fired. */
export interface TippedBy {
  seq: number;
  text: string;
  name: string | null;
}

/**
 * Without `roles`, the token has all of its owner's. Without `expires_in_days`, it is valid until it
 * is deleted.
 */
export interface TokenRequest {
  name: string;
  roles?: readonly ("agent" | "editor" | "supervisor" | "admin")[] | null;
  expires_in_days?: number | null;
}

export interface ToldArticle {
  id: string;
  knowledge_version: number;
  version?: number;
  title?: string;
  locale?: string;
  category?: string;
}

export interface ToldAttachment {
  id: string;
  content_type: string;
  /** In bytes. */
  size: number;
  /** Only with texts. */
  name?: string;
}

export interface ToldAuthor {
  kind: "customer" | "bot" | "agent" | "system";
  id: string | null;
  name: string;
}

/** Only with texts. */
export interface ToldContact {
  email: string | null;
  phone: string | null;
  note: string;
}

/** The conversation, as it was once the event had happened. */
export interface ToldConversation {
  id: string;
  status: "bot" | "queued" | "assigned" | "resolved";
  locale: string | null;
  department_id: string | null;
  agent: Named | null;
  customer: ToldCustomer;
  /** Only with texts, when the conversation starts. */
  page_url?: string | null;
}

/** Who the customer is, as the host site has signed it. `name` and `email` only with texts. */
export interface ToldCustomer {
  /** The site's own identifier; null for an anonymous customer. */
  id: string | null;
  name?: string | null;
  email?: string | null;
}

/** The endpoint that an administrator has tried. */
export interface ToldEndpoint {
  id: string;
}

/** Whether the answer `seq` helped. */
export interface ToldFeedback {
  seq: number;
  helpful: boolean;
  reason: string | null;
}

export interface ToldHandoff {
  id: string;
  reason: string;
  priority: number;
}

/** The message of the transcript that the event is about. What was written is there only with texts. */
export interface ToldMessage {
  id: string;
  /** From 1, without gaps in the conversation. */
  seq: number;
  author: ToldAuthor;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** Of a timeline event: the values of its words. */
  details?: Record<string, string | number> | null;
  /** The articles that an answer names. */
  article_ids?: readonly string[];
  attachments?: readonly ToldAttachment[];
  /** Only with texts. */
  text?: string;
  /** Of the text. */
  format?: "plain" | "markdown";
}

export interface ToldRating {
  score: number;
  /** Only with texts. */
  comment?: string | null;
}

/** How the agent says that it ended. */
export interface ToldResolution {
  outcome: "solved" | "unsolved" | "no_reply" | "spam" | null;
  tags: readonly string[];
}

/** A target of the department: near, or missed. */
export interface ToldTimer {
  kind: string;
  stage: string;
}

/**
 * `seen` is the `updated_at` of the topic that was changed: what others have saved since is not
 * overwritten.
 */
export interface TopicChange {
  name: string;
  phrases: readonly string[];
  active?: boolean;
  seen?: string | null;
}

/** What a skill can be for: categories of published articles, and topics of recent handoffs. */
export interface TopicList {
  topics: readonly string[];
}

export interface TopicRequest {
  name: string;
  phrases: readonly string[];
  active?: boolean;
}

/** The target of a transfer: an agent or a department. */
export interface Transfer {
  agent_id?: string | null;
  department?: string | null;
  note?: string | null;
}

export interface Translated {
  /** The message; null for a text that the agent has typed. */
  seq: number | null;
  text: string;
  /** The language of the original, if the service says so. */
  source: string | null;
}

export interface TranslatedList {
  language: string;
  translations: readonly Translated[];
}

export interface Translation {
  id: string;
  title: string;
  locale: string;
  state: "draft" | "published" | "archived";
}

/** The other articles that say the same in another language. */
export interface TranslationList {
  translations: readonly Translation[];
}

export interface TranslationState {
  /** Whether the operator has named a service. */
  enabled: boolean;
}

/** What a customer would read. */
export interface Trial {
  replies: readonly TrialReply[];
  action: "answer" | "tentative" | "clarify" | "suggest" | "hand_over" | "reply";
  confidence: number | null;
  article: TrialArticle | null;
}

export interface TrialArticle {
  article_id: string;
  title: string;
}

export interface TrialReply {
  text: string;
  format: "plain" | "markdown";
  /** The titles of its buttons. */
  choices: readonly string[];
}

/** What a connector made of one call. */
export interface TriedConnector {
  outcome: string;
  event: string;
  /** Why it failed. */
  reason: string | null;
  status: number | null;
  milliseconds: number;
  fields: Record<string, string>;
  /** What the customer would read; null where the dialogue has its own words. */
  reply: string | null;
}

/** What one question leads to, with the article as it is typed. */
export interface TriedPhrasing {
  question: string;
  /** `firm`: the bot answers from this article. `offered`: as a guess, or among several. `missed`: not. */
  found: "firm" | "offered" | "missed";
  action: "answer" | "tentative" | "clarify" | "suggest" | "hand_over" | "reply";
  confidence: number;
  /** The article that came first instead. */
  instead: ArticleChoice | null;
}

export interface TriedPhrasings {
  tried: readonly TriedPhrasing[];
}

/** `confirmed` says that something may really be changed. */
export interface TryConnector {
  values?: Record<string, string>;
  language?: string;
  confirmed?: boolean;
}

export interface TypingAuthor {
  kind: "customer" | "bot" | "agent" | "system";
  name: string;
}

/** An agent is typing. */
export interface TypingFrame {
  type: "typing";
  author: TypingAuthor;
}

/** The most frequent first. */
export interface Unanswered {
  days: number;
  groups: readonly QuestionGroup[];
}

export interface Undo {
  /** Which version undoing brings back; null: customers get none. */
  version: number | null;
}

/** `published_version` is what the editor sees as published; null if nothing is. */
export interface UndoRequest {
  published_version: number | null;
}

/** How often an article was shown, and how that ended. */
export interface UseReport {
  days: number;
  shown: number;
  helped: number;
  did_not_help: number;
  handed_over: number;
  chosen: number;
  used_by_agents: number;
  /** The latest. */
  decisions: readonly JudgedDecision[];
}

/** `article_id` is the article that answers, or does not; if absent, it is the decision's own. */
export interface Verdict {
  verdict: "right" | "wrong" | "no_article";
  article_id?: string | null;
}

/** One entry of an article's history. */
export interface Version {
  version: number;
  origin: string;
  author: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  published: boolean;
  title: string;
  body: string;
  questions: readonly string[];
  category: string;
  locale: string;
}

export interface VersionList {
  versions: readonly Version[];
}

/** Values are null if no estimate was scored. A lower score is better. */
export interface WaitReport {
  days: number;
  /** The share of waits that should fall into their range. */
  share: number;
  scored: number;
  /** The share of waits that fell into their range. */
  coverage: number | null;
  median_width_seconds: number | null;
  score: number | null;
  /** The score of the mean of recent waits, to compare. */
  score_of_mean: number | null;
}

/** What an endpoint receives. */
export interface Webhook {
  /** The same in every attempt, and the header `webhook-id`: handle each one once. */
  id: string;
  type: "conversation.started" | "conversation.resolved" | "conversation.ended" | "conversation.reopened" | "conversation.merged" | "conversation.rated" | "conversation.snoozed" | "conversation.woken" | "conversation.erased" | "resolution.changed" | "customer.wrote" | "bot.replied" | "agent.replied" | "answer.rated" | "handoff.requested" | "handoff.cancelled" | "department.chosen" | "assignment.created" | "assignment.ended" | "conversation.transferred" | "conversation.given_back" | "timer.reached" | "contact.left" | "follow_up.created" | "follow_up.kept" | "article.published" | "article.archived" | "endpoint.tested";
  /** Of the body. New fields do not raise it. */
  version: number;
  /** When it happened. */
  timestamp: string;
  data: WebhookData;
}

export interface WebhookAttempt {
  number: number;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  at: string;
  milliseconds: number;
  status: number | null;
  problem: string | null;
  /** How the receiver's answer begins. */
  answer: string | null;
}

/** What it is about. Each event has some of these parts. */
export interface WebhookData {
  conversation?: ToldConversation;
  message?: ToldMessage;
  handoff?: ToldHandoff | null;
  contact?: ToldContact | null;
  rating?: ToldRating;
  feedback?: ToldFeedback;
  resolution?: ToldResolution;
  timer?: ToldTimer;
  article?: ToldArticle;
  endpoint?: ToldEndpoint;
}

/** An event for one endpoint. `status` and `problem` are those of the latest attempt. */
export interface WebhookDelivery {
  id: string;
  endpoint_id: string;
  /** The header `webhook-id`. */
  event_id: string;
  type: string;
  conversation_id: string | null;
  state: "waiting" | "delivered" | "failed";
  /** Attempts so far. */
  tried: number;
  /** Of the receiver's answer. */
  status: number | null;
  /** Why it was not taken, as a code. */
  problem: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  happened_at: string;
  /** When it is tried next; null once it is settled. */
  next_at: string | null;
  settled_at: string | null;
}

export interface WebhookDeliveryList {
  /** The newest first. */
  deliveries: readonly WebhookDelivery[];
  /** `cursor` for the older ones; null after the last. */
  next: string | null;
}

/** Where events are sent, and which. */
export interface WebhookEndpoint {
  id: string;
  url: string;
  description: string;
  events: readonly ("conversation.started" | "conversation.resolved" | "conversation.ended" | "conversation.reopened" | "conversation.merged" | "conversation.rated" | "conversation.snoozed" | "conversation.woken" | "conversation.erased" | "resolution.changed" | "customer.wrote" | "bot.replied" | "agent.replied" | "answer.rated" | "handoff.requested" | "handoff.cancelled" | "department.chosen" | "assignment.created" | "assignment.ended" | "conversation.transferred" | "conversation.given_back" | "timer.reached" | "contact.left" | "follow_up.created" | "follow_up.kept" | "article.published" | "article.archived")[];
  /** Whether what was written, names and contact details are sent too. */
  include_texts: boolean;
  on: boolean;
  /** Why it is off: a person, nothing taken for days, or its answer 410. */
  off_reason: "person" | "failing" | "gone" | null;
  /** Failed attempts in a row. */
  failures: number;
  failing_since: string | null;
  /** Until when the secret before this one signs as well. */
  old_secret_until: string | null;
  created_by: string;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  created_at: string;
  /** Only in the answer that makes it; it is never shown again. */
  secret?: string;
}

export interface WebhookEndpointList {
  endpoints: readonly WebhookEndpoint[];
  /** What an endpoint can be told of. */
  event_types: readonly ("conversation.started" | "conversation.resolved" | "conversation.ended" | "conversation.reopened" | "conversation.merged" | "conversation.rated" | "conversation.snoozed" | "conversation.woken" | "conversation.erased" | "resolution.changed" | "customer.wrote" | "bot.replied" | "agent.replied" | "answer.rated" | "handoff.requested" | "handoff.cancelled" | "department.chosen" | "assignment.created" | "assignment.ended" | "conversation.transferred" | "conversation.given_back" | "timer.reached" | "contact.left" | "follow_up.created" | "follow_up.kept" | "article.published" | "article.archived")[];
}

export interface WholeWebhookDelivery {
  id: string;
  endpoint_id: string;
  /** The header `webhook-id`. */
  event_id: string;
  type: string;
  conversation_id: string | null;
  state: "waiting" | "delivered" | "failed";
  /** Attempts so far. */
  tried: number;
  /** Of the receiver's answer. */
  status: number | null;
  /** Why it was not taken, as a code. */
  problem: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  happened_at: string;
  /** When it is tried next; null once it is settled. */
  next_at: string | null;
  settled_at: string | null;
  attempts: readonly WebhookAttempt[];
  /** What is sent. It is read anew, so what was erased meanwhile is missing. */
  body: Webhook;
}

/** Why the bot replied as it did. What a rule does not use is absent. */
export interface Why {
  rule: string;
  action?: "answer" | "tentative" | "clarify" | "suggest" | "hand_over" | "reply";
  reason: string | null;
  /** P(the best candidate answers). */
  confidence?: number;
  /** The least confidence of a firm answer; above 1 if none can keep the promise yet. */
  threshold?: number;
  /** The share of answers that must be right. */
  promise?: number;
  /** P(one of the first three candidates answers). */
  among_three?: number;
  /** The share of the message's words that occur in articles. */
  known?: number;
  /** Whether the messages just before were read too. */
  in_context?: boolean;
  /** P(the message belongs to any intent). */
  in_scope?: number | null;
  sensitive?: SensitiveMatch | null;
  frustration?: Frustration | null;
  candidates?: readonly Candidate[];
  intents?: readonly Intent[];
  calibration?: string | null;
  knowledge_version?: number;
  /** The form that the dialogue is in. */
  form?: string | null;
}

/** What the widget shows first. */
export interface WidgetSettings {
  /** Raised by every change of the company's settings. */
  version: number;
  company: string;
  bot_name: string | null;
  accent: string | null;
  /** An address, as is `picture`. */
  logo: string | null;
  picture: string | null;
  /** The company's own texts, by language. */
  texts: Partial<Record<"greeting" | "notice" | "nobody_here" | "privacy_note", Record<string, string>>>;
  privacy_link: string | null;
  time_zone: string | null;
  date_format: "reader" | "day_first" | "month_first" | "year_first";
  /** For clients that have no texts of their own. */
  greeting: string;
  suggestions: readonly string[];
  suggestions_language: string;
  /** False if suggestions may follow in a few seconds. */
  suggestions_ready: boolean;
  /** For clients that have no texts of their own. */
  offline_note: string;
  /** The company's own text for everyone. */
  own_greeting: string | null;
  own_offline_note: string | null;
  form: EntryForm;
  /** What the form offers; empty if it does not ask for one. */
  departments: readonly OfferedDepartment[];
  /** Whether customers can allow the typing preview. */
  typing_preview: boolean;
  /** Whether files can be sent. */
  attachments: boolean;
  open: boolean;
  agents_available: number;
  /** When somebody is there again; null if it is open, or never opens. */
  opens_at: string | null;
  /** How long the latest customers waited for a person, as a median; null while there are too few. */
  usual_wait_seconds: number | null;
}

export interface WouldExpire {
  department_id: string | null;
  /** ISO 8601 in UTC, with milliseconds and `Z`. */
  resolved_before: string;
  conversations: number;
}

/** What each rule with a time would erase now. */
export interface WouldExpireList {
  would_expire: readonly WouldExpire[];
}

export interface chat__first_hour__endpoints__TrialRequest {
  q: string;
  /** The language of the page. */
  locale?: string | null;
}

export interface chat__sensitive_trial__endpoints__TrialRequest {
  phrases: readonly string[];
}

/** Either messages by their numbers, or a text. `language` is the tag to translate into, such as `de`. */
export interface chat__translation__endpoints__TranslationRequest {
  seqs?: readonly number[];
  text?: string | null;
  language: string;
}

export interface knowledge_base__care__requests__TranslationRequest {
  article_id: string;
}
