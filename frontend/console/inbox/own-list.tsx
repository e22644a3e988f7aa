/** The agent's own conversations, with the last message and the number of unread ones. */
import type { JSX } from "preact";
import { TypingDots } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { ago, fullTime } from "../../shared/time/time";
import type { StaffConversation } from "../api/types";
import { now } from "../app/clock";
import { useConsole } from "../app/context";
import { type ConsoleWords, useConsoleWords } from "../messages";
import { Timers } from "../timers/timer-badges";
import { RowList } from "./row-list";

export function OwnList({ current }: { current: string | null }): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const mine = desk.mine.value.filter((conversation) => !conversation.snoozed_until);
  const aside = desk.mine.value.filter((conversation) => conversation.snoozed_until);
  return (
    <>
      <section class="list-section" aria-labelledby="mine-heading">
        <h2 id="mine-heading">
          {words("mine")} <span class="count">{mine.length}</span>
        </h2>
        {mine.length === 0 && <p class="list-empty">{words("mine_empty")}</p>}
        <OwnRows conversations={mine} current={current} />
      </section>
      {aside.length > 0 && (
        <section class="list-section" aria-labelledby="aside-heading">
          <h2 id="aside-heading">
            {words("aside")} <span class="count">{aside.length}</span>
          </h2>
          <OwnRows conversations={aside} current={current} />
        </section>
      )}
    </>
  );
}

function OwnRows(props: {
  conversations: readonly StaffConversation[];
  current: string | null;
}): JSX.Element {
  return (
    <RowList
      items={props.conversations}
      idOf={({ id }) => id}
      row={(conversation) => (
        <OwnRow conversation={conversation} current={conversation.id === props.current} />
      )}
    />
  );
}

function OwnRow({
  conversation,
  current,
}: {
  conversation: StaffConversation;
  current: boolean;
}): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const unread = desk.unread.value.get(conversation.id) ?? 0;
  const typist = desk.typing.where.value.get(conversation.id);
  const last = lastText(desk.transcript(conversation.id).timeline.value) ?? conversation.last_message;
  const name = customerName(conversation, words);
  return (
    <a
      class={unread > 0 ? "row unread" : "row"}
      href={hrefOf("inbox", conversation.id)}
      data-conversation={conversation.id}
      aria-current={current ? "true" : undefined}
    >
      <span class="row-title">
        <bdi>{name}</bdi>
      </span>
      {last && <span class="row-time">{ago(last.created_at, words, new Date(now.value))}</span>}
      <span class="row-preview">
        {typist ? <TypingDots label={words("typing", { name })} /> : <bdi>{last?.text ?? ""}</bdi>}
      </span>
      {unread > 0 && (
        <span class="unread-count">
          <span aria-hidden="true">{unread}</span>
          <span class="visually-hidden">{words.count("unread", unread)}</span>
        </span>
      )}
      {!!conversation.timers?.length && (
        <span class="row-more">
          <Timers timers={conversation.timers} firstAlone />
        </span>
      )}
      {conversation.snoozed_until && (
        <span class="row-more">
          {words("snoozed_until", { time: fullTime(conversation.snoozed_until, words.locale) })}
        </span>
      )}
    </a>
  );
}

export function customerName(
  conversation: { readonly id: string; readonly customer?: string | null } | undefined,
  words: ConsoleWords,
): string {
  return conversation?.customer || `${words("customer_unnamed")} ${conversation?.id.slice(-4) ?? ""}`.trim();
}

function lastText<Entry extends { kind: string; text: string; created_at: string }>(
  timeline: readonly Entry[],
): Entry | undefined {
  return timeline.findLast((message) => message.kind === "text");
}
