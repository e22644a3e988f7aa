/** The conversation's header: customer, status, reason, and the possible steps. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Badge, Button, type Tone } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time/time";
import type { QueueEntry, Status } from "../../shared/types";
import type { StaffConversation } from "../api/types";
import { departmentName, useConsole } from "../app/context";
import type { PlainStep } from "../desk/acting";
import { possibleWith } from "../desk/permissions";
import { LaterDialog } from "../follow-ups/later-dialog";
import { Language, NeedBadges } from "../inbox/needs";
import { customerName } from "../inbox/own-list";
import { PriorityBadge, Wait } from "../inbox/waiting-list";
import { codeText, useConsoleWords } from "../messages";
import { Timers } from "../timers/timer-badges";
import { TransferDialog } from "./transfer";
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
        ←
      </a>
      <div class="conversation-who">
        <h2>
          <bdi>{customerName(conversation ?? ({ id } as StaffConversation), words)}</bdi>
        </h2>
        <Facts conversation={conversation} entry={entry} />
      </div>
      <div class="conversation-actions">
        <Actions id={id} conversation={conversation} entry={entry} />
        <Button
          look="quiet"
          small
          aria-expanded={panelShown}
          title={words(panelShown ? "customer_hide" : "customer_show")}
          onClick={onPanel}
        >
          {words("customer")}
        </Button>
      </div>
    </header>
  );
}

interface Known {
  conversation: StaffConversation | undefined;
  entry: QueueEntry | undefined;
}

function Facts({ conversation, entry }: Known): JSX.Element | null {
  const words = useConsoleWords();
  const context = useConsole();
  const status = entry ? "queued" : conversation?.status;
  if (!status) return null;
  const reason = entry?.reason ?? conversation?.handoff?.reason;
  const department = departmentName(context, entry?.department ?? conversation?.department);
  const agent = conversation?.agent;
  const open = entry ?? (status === "assigned" ? conversation?.handoff : undefined);
  return (
    <p class="conversation-facts">
      <Badge tone={STATUS_TONES[status]}>{words(`status_${status}`)}</Badge>
      {status === "assigned" && agent && <bdi>{words("with_agent", { name: agent.name })}</bdi>}
      {entry && <Wait since={entry.waiting_since} />}
      {reason && <span>{codeText(words, "reason", reason)}</span>}
      {department && <span>{department}</span>}
      {conversation?.snoozed_until && (
        <span>{words("snoozed_until", { time: fullTime(conversation.snoozed_until, words.locale) })}</span>
      )}
      <Timers timers={entry?.timers ?? conversation?.timers} />
      <NeedBadges needs={open ?? {}} />
      <Language
        language={open?.language}
        unmatched={status === "assigned" && conversation?.handoff?.language_matched === false}
        yours={conversation?.agent_id === context.me.id}
        name={agent?.name}
      />
      {entry && <PriorityBadge priority={entry.priority} words={words} />}
    </p>
  );
}

function Actions({ id, conversation, entry }: Known & { id: string }): JSX.Element | null {
  const words = useConsoleWords();
  const { accepting, me } = useConsole();
  const possible = possibleWith(conversation, entry, me);
  if (possible.accept) {
    const busy = accepting.busy.value === id;
    return (
      <Button look="primary" busy={busy} onClick={() => void accepting.accept(id)}>
        {words(busy ? "accepting" : "accept")}
      </Button>
    );
  }
  return (
    <>
      {possible.takeOver && <StepButtons id={id} steps={["take-over"]} />}
      {possible.move && <HolderActions id={id} />}
    </>
  );
}

function HolderActions({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const { acting, desk } = useConsole();
  const aside = Boolean(desk.find(id)?.snoozed_until);
  return (
    <>
      <StepButtons id={id} steps={["resolve", "requeue", "release"]} />
      {aside ? (
        <Button small onClick={() => void acting.takeUp(id)}>
          {words("snooze_end")}
        </Button>
      ) : (
        <Button small onClick={() => acting.ask(id, "snooze")}>
          {words("snooze")}
        </Button>
      )}
      <Button small onClick={() => acting.ask(id, "call_back")}>
        {words("call_back")}
      </Button>
      <Button small onClick={() => acting.ask(id, "transfer")}>
        {words("transfer")}
      </Button>
      <Questions id={id} />
    </>
  );
}

/** The dialog opened by a button above or from the palette. */
function Questions({ id }: { id: string }): JSX.Element | null {
  const { acting, desk } = useConsole();
  const close = (): void => {
    acting.asking.value = null;
  };
  useEffect(() => close, [acting]);
  const asked = acting.asking.value;
  if (asked?.id !== id) return null;
  const { question } = asked;
  if (question === "transfer") return <TransferDialog id={id} onClose={close} />;
  return (
    <LaterDialog
      kind={question}
      onClose={close}
      onChosen={(dueAt, note) =>
        question === "snooze" ? desk.snooze(id, dueAt, note) : desk.callBack(id, dueAt, note)
      }
    />
  );
}

function StepButtons({ id, steps }: { id: string; steps: readonly PlainStep[] }): JSX.Element {
  const words = useConsoleWords();
  const { acting } = useConsole();
  const busy = acting.busy.value?.id === id ? acting.busy.value.step : null;
  return (
    <>
      {steps.map((step, index) => (
        <Button
          key={step}
          look={index === 0 ? "primary" : "plain"}
          small
          busy={busy === step}
          disabled={busy !== null}
          onClick={() => void acting.step(id, step)}
        >
          {codeText(words, "step", step)}
        </Button>
      ))}
    </>
  );
}
