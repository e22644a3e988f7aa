/** The Follow-ups page, most overdue first: contacts that customers left, callbacks, snoozed conversations. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { ListedFollowUp } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import { ago, fullTime } from "../../shared/time/time";
import { now } from "../app/clock";
import { useConsole } from "../app/context";
import { customerName } from "../inbox/customer-name";
import { codeText, useConsoleWords } from "../messages";
import { isDue, telephoneLink, wayOf } from "./follow-ups";
import { LaterDialog } from "./later-dialog";
import "./follow-ups.css";

export function FollowUpsPage(): JSX.Element {
  const words = useConsoleWords();
  const { desk, me } = useConsole();
  const mine = useSignal(false);
  const box = useId();
  useEffect(() => desk.followUps.ask(), [desk]);
  const list = desk.followUps.list.value;
  const shown = (list ?? []).filter((each) => !mine.value || each.agent?.id === me.id);
  const due = shown.filter((each) => isDue(each, now.value));
  const later = shown.filter((each) => !isDue(each, now.value));
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <div class="staff-row">
          <h1>{words("follow_ups_title")}</h1>
          <span class="staff-spring" />
          <label class="staff-check" for={box}>
            <input
              id={box}
              type="checkbox"
              checked={mine.value}
              onChange={(event) => (mine.value = event.currentTarget.checked)}
            />
            {words("follow_ups_mine")}
          </label>
        </div>
        {list === null && <Spinner label={words("loading")} />}
        {list !== null && <Section title={words("follow_ups_due")} list={due} />}
        {list !== null && <Section title={words("follow_ups_later")} list={later} />}
      </div>
    </main>
  );
}

function Section({ title, list }: { title: string; list: readonly ListedFollowUp[] }): JSX.Element {
  const words = useConsoleWords();
  const heading = useId();
  return (
    <section class="staff-card" aria-labelledby={heading}>
      <h2 id={heading}>
        {title} <span class="count">{list.length}</span>
      </h2>
      {list.length === 0 && <p class="staff-hint">{words("follow_ups_none")}</p>}
      <ul class="staff-list follow-ups">
        {list.map((each) => (
          <li key={each.id}>
            <FollowUpRow followUp={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FollowUpRow({ followUp }: { followUp: ListedFollowUp }): JSX.Element {
  const words = useConsoleWords();
  const due = isDue(followUp, now.value);
  const name = customerName({ id: followUp.conversation_id, customer: followUp.customer }, words);
  return (
    <div class="follow-up">
      <div class="follow-up-what">
        <p class="staff-row">
          <a href={hrefOf("all", followUp.conversation_id)}>
            <bdi>{name}</bdi>
          </a>
          <Badge>{codeText(words, "follow_up", wayOf(followUp))}</Badge>
          {followUp.agent && <bdi class="staff-hint">{followUp.agent.name}</bdi>}
        </p>
        <Ways followUp={followUp} />
        {followUp.note && (
          <p dir="auto">
            <bdi>{followUp.note}</bdi>
          </p>
        )}
        <p class={due ? "field-error" : "staff-hint"}>
          {due
            ? words("follow_ups_since", { time: ago(followUp.due_at, words, new Date(now.value)) })
            : words("follow_ups_by", { time: fullTime(followUp.due_at, words.locale) })}
        </p>
      </div>
      <FollowUpActions followUp={followUp} name={name} />
    </div>
  );
}

/** The customer's contact details, each as a link. */
function Ways({ followUp: { email, phone } }: { followUp: ListedFollowUp }): JSX.Element | null {
  if (!email && !phone) return null;
  return (
    <p class="staff-row">
      {email && (
        <a href={`mailto:${encodeURIComponent(email)}`}>
          <bdi>{email}</bdi>
        </a>
      )}
      {phone && (
        <a href={telephoneLink(phone)}>
          <bdi>{phone}</bdi>
        </a>
      )}
    </p>
  );
}

function FollowUpActions({ followUp, name }: { followUp: ListedFollowUp; name: string }): JSX.Element {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const busy = useSignal(false);
  const choosing = useSignal(false);

  async function keep(): Promise<void> {
    busy.value = true;
    try {
      if (followUp.kind === "snooze") await desk.endSnooze(followUp.conversation_id);
      else await desk.followUps.keep(followUp.id);
      toasts.tell(words(followUp.kind === "snooze" ? "snooze_ended" : "follow_ups_kept"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  async function putBack(): Promise<void> {
    try {
      await desk.followUps.putOff(followUp.id, followUp.due_at);
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  const kept = words(followUp.kind === "snooze" ? "snooze_end" : "follow_ups_keep");
  return (
    <div class="staff-row">
      <Button
        look="primary"
        small
        busy={busy.value}
        aria-label={`${kept}: ${name}`}
        onClick={() => void keep()}
      >
        {kept}
      </Button>
      <Button
        small
        aria-label={`${words("follow_ups_put_off")}: ${name}`}
        onClick={() => (choosing.value = true)}
      >
        {words("follow_ups_put_off")}
      </Button>
      {choosing.value && (
        <LaterDialog
          kind="put_off"
          onClose={() => (choosing.value = false)}
          onChosen={(dueAt) => desk.followUps.putOff(followUp.id, dueAt)}
          onUndo={() => void putBack()}
        />
      )}
    </div>
  );
}
