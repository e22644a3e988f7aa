/** The conversation's header in one row: who it is with, how it stands, and the possible steps. */

import { ArrowLeft, PanelRight } from "lucide";
import type { JSX } from "preact";
import type { QueueEntry, StaffConversation } from "../../shared/api/contract";
import type { Status } from "../../shared/api/types";
import { Badge, Button, type Tone } from "../../shared/components/basics";
import { Icon } from "../../shared/components/icon";
import { hrefOf } from "../../shared/staff/route";
import { fullTime, listed } from "../../shared/time/time";
import { departmentName, useConsole } from "../app/context";
import { customerName } from "../inbox/customer-name";
import { Wait } from "../inbox/inbox-row";
import { Language, NeedBadges } from "../inbox/needs";
import { PriorityBadge } from "../inbox/priority";
import { useConsoleWords } from "../messages";
import { Timers } from "../timers/timer-badges";
import { CustomerAvatar } from "./customer-avatar";
import { Steps } from "./steps";
import "./header.css";

export const STATUS_TONES: Record<Status, Tone> = {
  bot: "info",
  queued: "warning",
  assigned: "good",
  resolved: "neutral",
};

interface HeaderProps {
  id: string;
  backTo: string;
  panelShown: boolean;
  onPanel: () => void;
}

export function ConversationHeader({ id, backTo, panelShown, onPanel }: HeaderProps): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const conversation = desk.find(id);
  const entry = desk.queue.value.find((waiting) => waiting.conversation_id === id);
  return (
    <header class="conversation-header">
      <a class="button button-quiet button-icon back" href={hrefOf(backTo)} aria-label={words("back")}>
        <Icon of={ArrowLeft} />
      </a>
      <CustomerAvatar name={conversation?.customer} />
      <div class="conversation-who">
        <h2 tabIndex={-1} data-focus-home="">
          <bdi>{customerName(conversation ?? ({ id } as StaffConversation), words)}</bdi>
        </h2>
        <Standing id={id} conversation={conversation} entry={entry} />
      </div>
      <div class="conversation-actions">
        <Steps id={id} conversation={conversation} entry={entry} />
        <Button
          look="quiet"
          small
          class="button-narrow"
          aria-label={words("customer")}
          aria-expanded={panelShown}
          title={words(panelShown ? "customer_hide" : "customer_show")}
          onClick={onPanel}
        >
          <Icon of={PanelRight} />
        </Button>
      </div>
    </header>
  );
}

interface Known {
  id: string;
  conversation: StaffConversation | undefined;
  entry: QueueEntry | undefined;
}

/** The status, who has it, and how long it may still take. */
function Standing({ id, conversation, entry }: Known): JSX.Element | null {
  const words = useConsoleWords();
  const also = useConsole().desk.lookers.at(id);
  const status = entry ? "queued" : conversation?.status;
  if (!status) return null;
  const agent = conversation?.agent;
  return (
    <p class="conversation-facts">
      <Badge tone={STATUS_TONES[status]}>
        {status === "assigned" && agent ? (
          <bdi>{words("with_agent", { name: agent.name })}</bdi>
        ) : (
          words(`status_${status}`)
        )}
      </Badge>
      {conversation?.snoozed_until && (
        <span>{words("snoozed_until", { time: fullTime(conversation.snoozed_until, words.locale) })}</span>
      )}
      {entry && <Wait since={entry.waiting_since} />}
      <Timers timers={entry?.timers ?? conversation?.timers} />
      {also.length > 0 && <bdi>{words("open_for", { names: listed(also, words.locale) })}</bdi>}
      {conversation?.merged_into && (
        <a href={hrefOf("all", conversation.merged_into)}>{words("merged_into")}</a>
      )}
    </p>
  );
}

/** What the handoff needs: department, skills, language, priority. Shown in the brief's first line. */
export function HandoffFacts({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  const conversation = context.desk.find(id);
  const entry = context.desk.queue.value.find((waiting) => waiting.conversation_id === id);
  const assigned = conversation?.status === "assigned";
  const open = entry ?? (assigned ? conversation.handoff : undefined);
  const department = departmentName(context, entry?.department ?? conversation?.department);
  return (
    <>
      <Language
        language={open?.language}
        unmatched={assigned && conversation.handoff?.language_matched === false}
        yours={conversation?.agent_id === context.me.id}
        name={conversation?.agent?.name}
      />
      <NeedBadges needs={open ?? {}} />
      {entry && <PriorityBadge priority={entry.priority} words={words} />}
      {department && <span>{department}</span>}
    </>
  );
}
