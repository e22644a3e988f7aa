/** The queue, in the order of service, with running waiting times. */
import type { JSX } from "preact";
import { Badge, type Tone } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { duration } from "../../shared/time/time";
import type { QueueEntry } from "../../shared/types";
import { secondsSince } from "../app/clock";
import { departmentName, useConsole } from "../app/context";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { Timers } from "../timers/timer-badges";
import { Language, NeedBadges } from "./needs";
import { OfferTime } from "./offered";
import { RowList } from "./row-list";

/** What a transfer adds to a queue entry. */
type WaitingEntry = QueueEntry & { note?: string | null; wanted_agent_id?: string | null };

const PRIORITY_TONES: readonly Tone[] = ["neutral", "info", "warning", "danger"];

export function WaitingList({ current }: { current: string | null }): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const queue = desk.queue.value;
  return (
    <section class="list-section" aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">
        {words("waiting")} <span class="count">{queue.length}</span>
      </h2>
      {queue.length === 0 && <p class="list-empty">{words("waiting_empty")}</p>}
      <RowList
        items={queue}
        idOf={(entry) => entry.conversation_id}
        row={(entry) => <WaitingRow entry={entry} current={entry.conversation_id === current} />}
      />
    </section>
  );
}

function WaitingRow({ entry, current }: { entry: WaitingEntry; current: boolean }): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  const department = departmentName(context, entry.department) ?? words("department_none");
  return (
    <a
      class="row"
      href={hrefOf("inbox", entry.conversation_id)}
      data-conversation={entry.conversation_id}
      aria-current={current ? "true" : undefined}
    >
      <span class="row-title">{codeText(words, "reason", entry.reason)}</span>
      <Wait since={entry.waiting_since} />
      {entry.note && (
        <span class="row-preview">
          <bdi>{entry.note}</bdi>
        </span>
      )}
      <span class="row-more">
        {department}
        <PriorityBadge priority={entry.priority} words={words} />
        <Timers timers={entry.timers} firstAlone />
        {entry.offer?.agent_id === context.me.id && (
          <Badge tone="info">
            {words("offered_you")} <OfferTime entry={entry} />
          </Badge>
        )}
        <NeedBadges needs={entry} />
        <Language
          language={entry.language}
          unmatched={entry.offer?.agent_id === context.me.id && entry.offer.language_matched === false}
          yours
        />
        {isFor(entry, context.me.id) && <Badge tone="info">{words("wanted_you")}</Badge>}
      </span>
    </a>
  );
}

export function Wait({ since }: { since: string }): JSX.Element {
  const words = useConsoleWords();
  const time = duration(secondsSince(since));
  return (
    <span class="row-time" title={words("waiting_since", { time })}>
      {time}
    </span>
  );
}

export function PriorityBadge(props: { priority: number; words: ConsoleWords }): JSX.Element | null {
  if (props.priority <= 0) return null;
  const level = Math.min(props.priority, 3) as 1 | 2 | 3;
  const label = props.words(`priority_${level}`);
  return (
    <Badge tone={PRIORITY_TONES[level] ?? "neutral"}>
      <span title={props.words("priority", { priority: label })}>{label}</span>
    </Badge>
  );
}

function isFor(entry: WaitingEntry, agentId: string): boolean {
  return entry.wanted_agent_id === agentId;
}
