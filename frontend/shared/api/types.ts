/** Names for parts of the contract's types. */
import type {
  AgentPresence,
  Article,
  Author,
  Conversation,
  Department,
  Me,
  QueueEntry,
  WidgetSettings,
} from "./contract";

export type AuthorKind = Author["kind"];
export type Status = Conversation["status"];
export type Role = Me["roles"][number];
export type Routing = Department["routing"];
export type PresenceState = AgentPresence["state"];
export type ArticleState = Article["state"];

/** What a handoff needs: of a waiting one, or of an accepted one. */
export type Needs = Partial<Pick<QueueEntry, "language" | "skills" | "effort" | "upset" | "hard">>;

/** The company's own texts in the widget, by name. */
export type OwnText = keyof WidgetSettings["texts"];
export type DateOrder = WidgetSettings["date_format"];
