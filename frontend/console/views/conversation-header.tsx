/** Who it is, in what state, why it is here and what can be done with it now. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Badge, Button, type Tone } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time";
import type { QueueEntry, Status } from "../../shared/types";
import { departmentName, hasRole, useConsole } from "../context";
import type { Step } from "../desk/desk";
import { codeText, useConsoleWords } from "../messages";
import type { StaffConversation } from "../types";
import { LaterDialog } from "./later-dialog";
import { customerName } from "./own-list";
import { TransferDialog } from "./transfer";
import { PriorityBadge, Wait } from "./waiting-list";

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
      {entry && <PriorityBadge priority={entry.priority} words={words} />}
    </p>
  );
}

function Actions({ id, conversation, entry }: Known & { id: string }): JSX.Element | null {
  const words = useConsoleWords();
  const { accepting, me } = useConsole();
  if (entry) {
    const busy = accepting.busy.value === id;
    return (
      <Button look="primary" busy={busy} onClick={() => void accepting.accept(id)}>
        {words(busy ? "accepting" : "accept")}
      </Button>
    );
  }
  if (conversation?.status === "bot" && hasRole(me, "supervisor"))
    return <StepButtons id={id} steps={["take-over"]} />;
  if (conversation?.status !== "assigned") return null;
  if (!isHeldBy(conversation, me.id) && !hasRole(me, "supervisor")) return null;
  return <HolderActions id={id} />;
}

function HolderActions({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const transferring = useSignal(false);
  return (
    <>
      <StepButtons id={id} steps={["resolve", "requeue", "release"]} />
      <LaterButtons id={id} />
      <Button small onClick={() => (transferring.value = true)}>
        {words("transfer")}
      </Button>
      {transferring.value && <TransferDialog id={id} onClose={() => (transferring.value = false)} />}
    </>
  );
}

/** Setting the conversation aside, taking it up again, and noting that somebody calls back. */
function LaterButtons({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const choosing = useSignal<"snooze" | "call_back" | null>(null);
  const kind = choosing.value;
  const takeUp = (): Promise<void> =>
    desk.endSnooze(id).catch((error: unknown) => toasts.fail(failureText(error, words)));
  return (
    <>
      {desk.find(id)?.snoozed_until ? (
        <Button small onClick={() => void takeUp()}>
          {words("snooze_end")}
        </Button>
      ) : (
        <Button small onClick={() => (choosing.value = "snooze")}>
          {words("snooze")}
        </Button>
      )}
      <Button small onClick={() => (choosing.value = "call_back")}>
        {words("call_back")}
      </Button>
      {kind && (
        <LaterDialog
          kind={kind}
          onClose={() => (choosing.value = null)}
          onChosen={(dueAt, note) =>
            kind === "snooze" ? desk.snooze(id, dueAt, note) : desk.callBack(id, dueAt, note)
          }
        />
      )}
    </>
  );
}

type PlainStep = Exclude<Step, "transfer">;

function StepButtons({ id, steps }: { id: string; steps: readonly PlainStep[] }): JSX.Element {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const busy = useSignal<PlainStep | null>(null);
  async function run(step: PlainStep): Promise<void> {
    busy.value = step;
    try {
      await desk.act(id, step);
      toasts.tell(codeText(words, "done", step));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = null;
  }
  return (
    <>
      {steps.map((step, index) => (
        <Button
          key={step}
          look={index === 0 ? "primary" : "plain"}
          small
          busy={busy.value === step}
          disabled={busy.value !== null}
          onClick={() => void run(step)}
        >
          {codeText(words, "step", step)}
        </Button>
      ))}
    </>
  );
}

export function isHeldBy(conversation: StaffConversation | undefined, agentId: string): boolean {
  return conversation?.status === "assigned" && conversation.agent_id === agentId;
}
