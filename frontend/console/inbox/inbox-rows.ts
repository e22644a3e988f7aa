/** The rows of the inbox's tabs, made from the queue and from the agent's own conversations. */
import type { ListedConversation, QueueEntry } from "../../shared/api/contract";
import { now } from "../app/clock";
import type { ConsoleContext } from "../app/context";
import { isPeoples } from "../desk/last-said";
import { type Qualities, selected } from "./selecting";
import type { Tab } from "./view";

export interface InboxRow extends Qualities {
  readonly id: string;
  readonly customer: string | null;
  /** The customer's first question. */
  readonly title: string | null;
  /** Instead of the question: what people said last, or a colleague's note. */
  readonly preview: string | null;
  readonly entry: QueueEntry | null;
  readonly snoozedUntil: string | null;
  /** The note that mentions the agent. */
  readonly mention: { readonly seq: number; readonly by: string } | null;
}

const PLAIN = {
  reason: null,
  department: null,
  language: null,
  tags: [],
  priority: 0,
  timers: [],
  unread: 0,
};

export function rowsOf({ desk }: ConsoleContext, tab: Tab): readonly InboxRow[] {
  if (tab === "waiting") return desk.queue.value.map(waitingRow);
  if (tab === "mentioned") return mentionedRows(desk.mentions.list.value ?? []);
  const unread = desk.unread.value;
  const own = desk.mine.value.filter(({ snoozed_until }) => Boolean(snoozed_until) === (tab === "aside"));
  return own.map((one) => ownRow(one, desk.find(one.id)?.timers ?? one.timers, unread.get(one.id) ?? 0));
}

/** The rows of the tab that fit the agent's filter, in their order. */
export function shownRows(context: ConsoleContext, tab: Tab): readonly InboxRow[] {
  const { filter, order } = context.inbox;
  return selected(rowsOf(context, tab), filter.value, order.value, now.value);
}

function waitingRow(entry: QueueEntry): InboxRow {
  return {
    id: entry.conversation_id,
    customer: entry.customer,
    title: entry.title,
    preview: entry.note,
    entry,
    snoozedUntil: null,
    mention: null,
    reason: entry.reason,
    department: entry.department,
    language: entry.language,
    tags: entry.tags,
    priority: entry.priority,
    timers: entry.timers,
    unread: 0,
    since: entry.waiting_since,
  };
}

function ownRow(one: ListedConversation, timers: InboxRow["timers"], unread: number): InboxRow {
  return {
    id: one.id,
    customer: one.customer,
    title: one.title,
    preview: one.last_message && isPeoples(one.last_message) ? one.last_message.text : null,
    entry: null,
    snoozedUntil: one.snoozed_until,
    mention: null,
    reason: one.handoff?.reason ?? null,
    department: one.department,
    language: one.language,
    tags: one.tags,
    priority: one.handoff?.priority ?? 0,
    timers: timers ?? [],
    unread,
    since: one.last_message?.created_at ?? one.updated_at,
  };
}

/** One row for each conversation, with its newest mention. */
function mentionedRows(
  mentions: readonly {
    conversation_id: string;
    customer: string | null;
    text: string;
    by: string;
    seq: number;
    read: boolean;
    created_at: string;
  }[],
): readonly InboxRow[] {
  const rows = new Map<string, InboxRow>();
  for (const each of mentions) {
    const known = rows.get(each.conversation_id);
    const unread = (known?.unread ?? 0) + (each.read ? 0 : 1);
    rows.set(each.conversation_id, {
      ...(known ?? {
        ...PLAIN,
        id: each.conversation_id,
        customer: each.customer,
        title: null,
        preview: each.text,
        entry: null,
        snoozedUntil: null,
        mention: { seq: each.seq, by: each.by },
        since: each.created_at,
      }),
      unread,
    });
  }
  return [...rows.values()];
}
