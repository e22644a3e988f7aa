/** What the widget shows, as signals: the controller writes them, the views read them. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Conversation, Message, WidgetSettings } from "../shared/api/contract";
import type { AuthorKind } from "../shared/api/types";
import type { SocketState } from "../shared/socket/socket";
import type { Timeline } from "../shared/timeline/timeline";
import type { Contact } from "./contact/contact";
import type { Outgoing } from "./feed/outbox";
import { askedOf, type Filled } from "./form/form";
import type { Marks, PastConversation } from "./storage";

export type Panel = "none" | "menu" | "contact" | "confirm-end" | "confirm-anew";
/** The first page, or the conversation. */
export type View = "home" | "talk";
export type Connection = "fine" | "connecting" | "lost" | "offline";

export interface Notice {
  /** An error's code, or a word of ours for good news. */
  code: string;
  tone: "danger" | "warning" | "good";
}

/** An article that lies over the conversation, at which of its sections, and the id of the button that opened it. */
export interface Reading {
  articleId: string;
  title: string;
  section: string;
  opener: string;
}

/** The value of the choice that calls a person. */
const PERSON = "person";

export interface Store {
  phase: Signal<"loading" | "ready">;
  settings: Signal<WidgetSettings | null>;
  /** As the socket told it last; null until it has. */
  settingsVersion: Signal<number | null>;
  /** The language that the site, else the browser, names first; the widget may have no words in it. */
  locales: Signal<readonly string[]>;
  conversation: Signal<Conversation | null>;
  timeline: Signal<Timeline>;
  outgoing: Signal<readonly Outgoing[]>;
  socket: Signal<SocketState>;
  online: Signal<boolean>;
  /** Who is typing just now. */
  typing: Signal<{ kind: AuthorKind; name: string | null } | null>;
  notice: Signal<Notice | null>;
  panel: Signal<Panel>;
  view: Signal<View>;
  /** The customer's earlier conversations in this browser, latest first. */
  past: Signal<readonly PastConversation[]>;
  reading: Signal<Reading | null>;
  /** An action (asking for a person, ending, …) is under way. */
  busy: Signal<boolean>;
  marks: Signal<Marks>;
  /** The contact details that the customer left last while waiting. */
  contactLeft: Signal<Contact | null>;
  keepWaiting: Signal<boolean>;
  /** The site has signed who the customer is. */
  signedIn: Signal<boolean>;
  /** What was entered in the form before the chat; null until it was. */
  filled: Signal<Filled | null>;
  /** The form before the chat is still to be filled in: no conversation is opened before. */
  formNeeded: ReadonlySignal<boolean>;
  looking: Signal<boolean>;
  /** The browser's tab is in front. */
  visible: Signal<boolean>;
  /** A reply that is not looked at is heard. */
  sound: Signal<boolean>;
  unread: ReadonlySignal<number>;
  /** An agent could see what the customer types, if the customer allows it. */
  mayPreview: ReadonlySignal<boolean>;
  connection: ReadonlySignal<Connection>;
  /** Whether a choice that can still be taken leads to a person already. */
  offersPerson: ReadonlySignal<boolean>;
  /** Places of the messages since the customer's last whose choices can still be taken. */
  openChoices: ReadonlySignal<ReadonlySet<number>>;
}

export function createStore(marks: Marks): Store {
  const timeline = signal<Timeline>([]);
  const outgoing = signal<readonly Outgoing[]>([]);
  const conversation = signal<Conversation | null>(null);
  const socket = signal<SocketState>("idle");
  const online = signal(navigator.onLine);
  const seen = signal(marks);
  const settings = signal<WidgetSettings | null>(null);
  const [signedIn, filled] = [signal(false), signal<Filled | null>(null)];
  const choices = computed(() => openChoices(timeline.value, outgoing.value, conversation.value));
  return {
    phase: signal("loading"),
    settings,
    settingsVersion: signal(null),
    locales: signal([]),
    conversation,
    timeline,
    outgoing,
    socket,
    online,
    typing: signal(null),
    notice: signal(null),
    panel: signal("none"),
    view: signal("home"),
    past: signal([]),
    reading: signal(null),
    busy: signal(false),
    marks: seen,
    contactLeft: signal(null),
    keepWaiting: signal(false),
    signedIn,
    filled,
    formNeeded: computed(
      () =>
        filled.value === null &&
        conversation.value === null &&
        socket.value === "idle" &&
        askedOf(settings.value, signedIn.value).length > 0,
    ),
    looking: signal(false),
    visible: signal(true),
    sound: signal(false),
    unread: computed(() => timeline.value.filter((message) => isUnread(message, seen.value.read)).length),
    mayPreview: computed(
      () => settings.value?.typing_preview === true && conversation.value?.status === "assigned",
    ),
    connection: computed(() => connectionOf(online.value, socket.value)),
    openChoices: choices,
    offersPerson: computed(() =>
      timeline.value.some(
        ({ seq, choices: offered }) =>
          choices.value.has(seq) && offered.some(({ value }) => value === PERSON),
      ),
    ),
  };
}

function isUnread(message: Message, read: number): boolean {
  return message.seq > read && message.kind === "text" && message.author.kind !== "customer";
}

function connectionOf(online: boolean, socket: SocketState): Connection {
  if (socket === "idle" || socket === "stopped") return online ? "fine" : "offline";
  if (!online) return "offline";
  if (socket === "open") return "fine";
  return socket === "waiting" ? "lost" : "connecting";
}

/**
 * A turn may say several things, and any of them may offer choices: an answer's topics stand before a form's question.
 * The customer's next message closes them all.
 */
export function openChoices(
  timeline: Timeline,
  outgoing: readonly Outgoing[],
  conversation: Conversation | null,
): ReadonlySet<number> {
  const answerable = outgoing.length === 0 && (conversation === null || conversation.status === "bot");
  if (!answerable) return new Set();
  const said = timeline.findLastIndex(({ kind, author }) => kind === "text" && author.kind !== "bot");
  const newest = timeline
    .slice(said + 1)
    .filter(({ kind, choices }) => kind === "text" && choices.length > 0);
  return new Set(newest.map(({ seq }) => seq));
}
