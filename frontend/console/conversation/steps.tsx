/** What can be done with the conversation: the usual steps as buttons, the others behind "More". */
import { AlarmClock, ArrowRightLeft, Bot, Check, Ellipsis, ListRestart, PhoneCall, RotateCcw } from "lucide";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { QueueEntry, StaffConversation } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { Icon, type IconNode } from "../../shared/components/icon";
import { Menu } from "../../shared/staff/menu/menu";
import type { PlainStep } from "../acting/acting";
import { useConsole } from "../app/context";
import { possibleWith } from "../desk/permissions";
import { LaterDialog } from "../follow-ups/later-dialog";
import { codeText, useConsoleWords } from "../messages";
import { TransferDialog, type TransferTo } from "./transfer";

interface StepsProps {
  id: string;
  conversation: StaffConversation | undefined;
  entry: QueueEntry | undefined;
}

export function Steps({ id, conversation, entry }: StepsProps): JSX.Element | null {
  const words = useConsoleWords();
  const { accepting, me } = useConsole();
  const possible = possibleWith(conversation, entry, me);
  if (possible.accept) {
    const busy = accepting.busy.value === id;
    return (
      <Button look="primary" small busy={busy} onClick={() => void accepting.accept(id)}>
        {words(busy ? "accepting" : "accept")}
      </Button>
    );
  }
  return (
    <>
      {possible.reopen && <StepButton id={id} step="take-back" look="plain" icon={RotateCcw} />}
      {possible.takeOver && <StepButton id={id} step="take-over" look="primary" />}
      {possible.move && <HolderSteps id={id} first={!possible.takeOver} />}
    </>
  );
}

function HolderSteps({ id, first }: { id: string; first: boolean }): JSX.Element {
  const words = useConsoleWords();
  const { acting, desk } = useConsole();
  const aside = Boolean(desk.find(id)?.snoozed_until);
  return (
    <>
      <StepButton id={id} step="resolve" look={first ? "primary" : "plain"} icon={Check} />
      <NarrowButton
        icon={AlarmClock}
        label={words(aside ? "snooze_end" : "snooze")}
        onClick={() => (aside ? void acting.takeUp(id) : acting.ask(id, "snooze"))}
      />
      <NarrowButton
        icon={ArrowRightLeft}
        label={words("transfer")}
        onClick={() => acting.ask(id, "transfer")}
      />
      <Menu label={words("more_actions")} face={<Icon of={Ellipsis} />}>
        <button type="button" class="menu-item" onClick={() => acting.ask(id, "call_back")}>
          <Icon of={PhoneCall} />
          {words("call_back")}
        </button>
        <StepItem id={id} step="requeue" icon={ListRestart} />
        <StepItem id={id} step="release" icon={Bot} />
      </Menu>
      <Questions id={id} />
    </>
  );
}

/** The dialog opened by a button above or from the palette. */
function Questions({ id }: { id: string }): JSX.Element | null {
  const words = useConsoleWords();
  const { acting, desk, toasts } = useConsole();
  const close = (): void => {
    acting.asking.value = null;
  };
  useEffect(() => close, [acting]);
  const asked = acting.asking.value;
  if (asked?.id !== id) return null;
  const { question } = asked;
  const transfer = async (to: TransferTo, name: string): Promise<void> => {
    await desk.act(id, "transfer", to);
    toasts.tell(words("done_transfer", { name }));
  };
  if (question === "transfer") return <TransferDialog onClose={close} onChosen={transfer} />;
  return (
    <LaterDialog
      kind={question}
      onClose={close}
      onChosen={(dueAt, note) =>
        question === "snooze" ? desk.snooze(id, dueAt, note) : desk.callBack(id, dueAt, note)
      }
      {...(question === "snooze" ? { onUndo: () => void acting.undoSnooze(id) } : {})}
    />
  );
}

interface StepButtonProps {
  id: string;
  step: PlainStep;
  look: "primary" | "plain";
  icon?: IconNode;
}

function StepButton({ id, step, look, icon }: StepButtonProps): JSX.Element {
  const words = useConsoleWords();
  const { acting } = useConsole();
  const busy = acting.busy.value?.id === id ? acting.busy.value.step : null;
  return (
    <Button
      look={look}
      small
      busy={busy === step}
      disabled={busy !== null}
      onClick={() => void acting.step(id, step)}
    >
      {icon && <Icon of={icon} />}
      {codeText(words, "step", step)}
    </Button>
  );
}

function StepItem({ id, step, icon }: { id: string; step: PlainStep; icon: IconNode }): JSX.Element {
  const words = useConsoleWords();
  const { acting } = useConsole();
  return (
    <button type="button" class="menu-item" onClick={() => void acting.step(id, step)}>
      <Icon of={icon} />
      {codeText(words, "step", step)}
    </button>
  );
}

/** A button that is only its icon where the conversation is narrow. */
function NarrowButton(props: { icon: IconNode; label: string; onClick: () => void }): JSX.Element {
  return (
    <Button small class="button-narrow" title={props.label} onClick={props.onClick}>
      <Icon of={props.icon} />
      <span class="button-word">{props.label}</span>
    </Button>
  );
}
