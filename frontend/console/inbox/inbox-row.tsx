/** One row of the inbox: who, their question, why they are here, and how urgent it is. */
import { Eye } from "lucide";
import type { JSX } from "preact";
import { Badge, TypingDots } from "../../shared/components/basics";
import { Icon } from "../../shared/components/icon";
import { oneLine } from "../../shared/markdown/one-line";
import { hrefOf } from "../../shared/staff/route";
import { ago, duration, fullTime, listed } from "../../shared/time/time";
import { now, secondsSince } from "../app/clock";
import { departmentName, useConsole } from "../app/context";
import { reasonIcon } from "../brief/reasons";
import { CustomerAvatar } from "../conversation/customer-avatar";
import { lastSaid } from "../desk/last-said";
import { codeText, useConsoleWords } from "../messages";
import { TagChip } from "../tags/chip";
import { TimerChip } from "../timers/timer-badges";
import { customerName } from "./customer-name";
import type { InboxRow } from "./inbox-rows";
import { Language, NeedBadges } from "./needs";
import { OfferTime } from "./offered";
import { PriorityBadge } from "./priority";

/** On a row; a row is no list of tags. */
const MOST_TAGS = 3;

export function InboxRowView({ row, current }: { row: InboxRow; current: boolean }): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const { id, mention } = row;
  return (
    <a
      class={row.unread > 0 ? "row unread" : "row"}
      href={hrefOf("inbox", id)}
      data-conversation={id}
      aria-current={current ? "true" : undefined}
      onClick={() => {
        if (mention) desk.mentions.wanted.value = { conversationId: id, seq: mention.seq };
      }}
    >
      <CustomerAvatar name={row.customer} />
      <span class="row-title">
        <bdi>{customerName(row, words)}</bdi>
      </span>
      <RowTime row={row} />
      <RowText row={row} />
      {row.unread > 0 && (
        <span class="unread-count">
          <span aria-hidden="true">{row.unread}</span>
          <span class="visually-hidden">{words.count("unread", row.unread)}</span>
        </span>
      )}
      <RowFacts row={row} />
    </a>
  );
}

/** One chip: the most urgent timer, otherwise how long the customer waits, otherwise when the last message came. */
function RowTime({ row }: { row: InboxRow }): JSX.Element {
  const words = useConsoleWords();
  const timer = row.timers[0];
  if (timer) return <TimerChip timer={timer} />;
  if (!row.entry) return <span class="row-time">{ago(row.since, words, new Date(now.value))}</span>;
  return <Wait since={row.entry.waiting_since} />;
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

/** The question; in an own conversation what was said last, and in a transfer the colleague's note. */
function RowText({ row }: { row: InboxRow }): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const typist = desk.typing.where.value.get(row.id);
  if (typist) {
    return (
      <span class="row-preview">
        <TypingDots label={words("typing", { name: customerName(row, words) })} />
      </span>
    );
  }
  const last = row.entry || row.mention ? null : lastSaid(desk.transcript(row.id).timeline.value)?.text;
  const by = row.mention ? `${row.mention.by}: ` : "";
  const text = last ?? row.preview ?? row.title ?? (row.mention ? "" : words("transcript_empty"));
  return (
    <span class="row-preview">
      <bdi>{`${by}${oneLine(text)}`}</bdi>
    </span>
  );
}

function RowFacts({ row }: { row: InboxRow }): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  const { entry } = row;
  const department = departmentName(context, row.department);
  const offeredToMe = entry?.offer?.agent_id === context.me.id;
  return (
    <span class="row-more">
      {row.reason && (
        <span class="row-reason" title={codeText(words, "reason", row.reason)}>
          <Icon of={reasonIcon(row.reason)} />
          <span class="visually-hidden">{codeText(words, "reason", row.reason)}</span>
        </span>
      )}
      <AlsoOpen id={row.id} />
      {offeredToMe && entry && (
        <Badge tone="info">
          {words("offered_you")} <OfferTime entry={entry} />
        </Badge>
      )}
      {(entry?.also_waiting.length ?? 0) > 0 && <Badge tone="warning">{words("waits_twice")}</Badge>}
      {entry?.wanted_agent_id === context.me.id && <Badge tone="info">{words("wanted_you")}</Badge>}
      <PriorityBadge priority={row.priority} words={words} />
      {entry && <NeedBadges needs={entry} />}
      <Language
        language={row.language}
        unmatched={offeredToMe && !entry.offer?.language_matched}
        yours
        short
      />
      {row.tags.slice(0, MOST_TAGS).map((tag) => (
        <TagChip key={tag} name={tag} />
      ))}
      {department && <span class="row-department">{department}</span>}
      {row.snoozedUntil && (
        <span>{words("snoozed_until", { time: fullTime(row.snoozedUntil, words.locale) })}</span>
      )}
    </span>
  );
}

/** An eye if a colleague has it open: two people need not read the same question. */
function AlsoOpen({ id }: { id: string }): JSX.Element | null {
  const words = useConsoleWords();
  const names = useConsole().desk.lookers.at(id);
  if (names.length === 0) return null;
  const text = words("open_for", { names: listed(names, words.locale) });
  return (
    <span class="row-reason" title={text}>
      <Icon of={Eye} />
      <span class="visually-hidden">{text}</span>
    </span>
  );
}
