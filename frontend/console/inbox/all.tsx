/** All conversations, filtered by status and words and loaded while scrolling, with one shown beside the list. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useEffect, useId } from "preact/hooks";
import type { ConversationPage, ListedConversation } from "../../shared/api/contract";
import type { Status } from "../../shared/api/types";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { oneLine } from "../../shared/markdown/one-line";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import { ago } from "../../shared/time/time";
import { now } from "../app/clock";
import { useConsole } from "../app/context";
import { ConversationView } from "../conversation/conversation";
import { CustomerAvatar } from "../conversation/customer-avatar";
import { STATUS_TONES } from "../conversation/header";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { RowList } from "../row-list/row-list";
import { TagChip } from "../tags/chip";
import { customerName } from "./customer-name";
import { LinkBanner, NothingChosen } from "./inbox";
import { InboxTabs, LIST_PANEL } from "./tabs";
import "./inbox.css";

const STATUSES: readonly Status[] = ["bot", "queued", "assigned", "resolved"];
const PAGE = 200;
/** A search starts after this pause in typing. */
const TYPING_PAUSE_MS = 250;

interface Filter {
  readonly status: Status | "";
  readonly q: string;
  readonly tag: string;
}

export function AllPage({ id }: { id: string | null }): JSX.Element {
  const words = useConsoleWords();
  const filter = useSignal<Filter>({ status: "", q: "", tag: "" });
  const { rows, next, busy, failure, more, again } = useConversations(filter.value);
  return (
    <main id="content" class={id ? "panes showing-detail" : "panes"} tabIndex={-1}>
      <h1 class="visually-hidden">{words("all_title")}</h1>
      <section class="pane-list" aria-label={words("all_title")}>
        <div class="list-head">
          <InboxTabs current="all" />
        </div>
        <Filters filter={filter.value} onChange={(value) => (filter.value = value)} />
        <div id={LIST_PANEL} role="tabpanel" aria-labelledby="tab-all">
          <RowList
            key={`${filter.value.status} ${filter.value.q} ${filter.value.tag}`}
            items={rows}
            idOf={(conversation) => conversation.id}
            row={(conversation) => <AllRow conversation={conversation} current={conversation.id === id} />}
            busy={busy}
            onMore={next ? more : undefined}
          />
        </div>
        <div class="list-end" aria-live="polite">
          {busy && <Spinner label={words("loading")} />}
          {failure && <p class="field-error">{failure}</p>}
          {!busy && !failure && !next && rows.length === 0 && <p class="list-empty">{words("all_empty")}</p>}
          {!busy && failure && (
            <Button small onClick={again}>
              {words("try_again")}
            </Button>
          )}
        </div>
      </section>
      <div class="pane-detail">
        <LinkBanner />
        {id ? <ConversationView key={id} id={id} backTo="all" /> : <NothingChosen />}
      </div>
    </main>
  );
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }): JSX.Element {
  const words = useConsoleWords();
  const { tags } = useConsole();
  const [search, status, tag] = [useId(), useId(), useId()];
  return (
    <search class="filters">
      <div class="field">
        <label for={search}>{words("all_search")}</label>
        <input
          id={search}
          class="input"
          type="search"
          maxLength={200}
          value={filter.q}
          placeholder={words("all_search_hint")}
          onInput={(event) => onChange({ ...filter, q: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={status}>{words("all_status")}</label>
        <select
          id={status}
          class="input"
          value={filter.status}
          onChange={(event) => onChange({ ...filter, status: event.currentTarget.value as Filter["status"] })}
        >
          <option value="">{words("all_any_status")}</option>
          {STATUSES.map((option) => (
            <option key={option} value={option}>
              {words(`status_${option}`)}
            </option>
          ))}
        </select>
      </div>
      {tags.all.value.length > 0 && (
        <div class="field">
          <label for={tag}>{words("filter_tag")}</label>
          <select
            id={tag}
            class="input"
            value={filter.tag}
            onChange={(event) => onChange({ ...filter, tag: event.currentTarget.value })}
          >
            <option value="">{words("filter_any")}</option>
            {tags.all.value.map((each) => (
              <option key={each.id} value={each.tag}>
                {each.tag}
              </option>
            ))}
          </select>
        </div>
      )}
    </search>
  );
}

function AllRow({
  conversation,
  current,
}: {
  conversation: ListedConversation;
  current: boolean;
}): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const when = conversation.updated_at ?? conversation.created_at;
  return (
    <a
      class="row"
      href={hrefOf("all", conversation.id)}
      onClick={() => {
        const seq = conversation.match?.seq;
        if (seq) desk.mentions.wanted.value = { conversationId: conversation.id, seq };
      }}
      data-conversation={conversation.id}
      aria-current={current ? "true" : undefined}
    >
      <CustomerAvatar name={conversation.customer} />
      <span class="row-title">
        <bdi>{customerName(conversation, words)}</bdi>
      </span>
      {when && <span class="row-time">{ago(when, words, new Date(now.value))}</span>}
      <span class="row-preview">
        <bdi>{preview(conversation) ?? handoffReason(conversation, words)}</bdi>
      </span>
      <span class="row-more">
        <Badge tone={STATUS_TONES[conversation.status]}>{words(`status_${conversation.status}`)}</Badge>
        {conversation.agent && <bdi>{conversation.agent.name}</bdi>}
        {conversation.tags.map((tag) => (
          <TagChip key={tag} name={tag} />
        ))}
      </span>
    </a>
  );
}

/** What a search found, otherwise the customer's first question. */
function preview(conversation: ListedConversation): string | undefined {
  const text = conversation.match?.text ?? conversation.title ?? conversation.last_message?.text;
  return text === undefined ? undefined : oneLine(text);
}

function handoffReason(conversation: ListedConversation, words: ConsoleWords): string {
  return conversation.handoff ? codeText(words, "reason", conversation.handoff.reason) : "";
}

function useConversations(filter: Filter): {
  rows: readonly ListedConversation[];
  next: string | null;
  busy: boolean;
  failure: string | null;
  /** Loads the next page, unless it is already loading or has just failed. */
  more: () => void;
  again: () => void;
} {
  const words = useConsoleWords();
  const { api } = useConsole();
  const rows = useSignal<readonly ListedConversation[]>([]);
  const next = useSignal<string | null>(null);
  const busy = useSignal(true);
  const failure = useSignal<string | null>(null);
  /** Only the answer to the latest request counts, whatever order the answers arrive in. */
  const asked = useSignal(0);

  async function read(cursor: string | null): Promise<void> {
    const turn = ++asked.value;
    busy.value = true;
    failure.value = null;
    try {
      const query = {
        status: filter.status || null,
        q: searched(filter.q),
        tag: filter.tag || null,
        cursor,
        limit: PAGE,
      };
      const page = await api.get<ConversationPage>("/conversations", query);
      if (turn !== asked.peek()) return;
      rows.value = cursor ? [...rows.peek(), ...page.conversations] : page.conversations;
      next.value = page.next;
    } catch (error) {
      if (turn !== asked.peek()) return;
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  const more = useCallback(() => {
    if (!busy.peek() && !failure.peek()) void read(next.peek());
  }, [filter.status, filter.q, filter.tag, next.value, busy.value]);

  useEffect(() => {
    const timer = setTimeout(() => void read(null), filter.q === "" ? 0 : TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [filter.status, filter.q, filter.tag]);
  return {
    rows: rows.value,
    next: next.value,
    busy: busy.value,
    failure: failure.value,
    more,
    again: () => void read(next.peek()),
  };
}

/** Text without a word is not a search; the whole list stays. */
function searched(q: string): string | null {
  return /[\p{L}\p{N}]/u.test(q) ? q.trim() : null;
}
