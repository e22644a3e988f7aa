/** The live board: waiting customers, agents and their conversations, and customers waiting for a reply. */

import { useSignal } from "@preact/signals";
import { TriangleAlert } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Board, BoardAgent, BoardConversation, ReachedTimer } from "../../shared/api/contract";
import type { PresenceState } from "../../shared/api/types";
import { Badge, Spinner, StatusDot, type Tone } from "../../shared/components/basics";
import { IconWithWords } from "../../shared/components/icon";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import { duration } from "../../shared/time/time";
import { secondsSince } from "../app/clock";
import { useConsole } from "../app/context";
import { Coalesced } from "../desk/coalesced";
import { customerName } from "../inbox/customer-name";
import { Wait } from "../inbox/inbox-row";
import { NeedBadges } from "../inbox/needs";
import { PriorityBadge } from "../inbox/priority";
import { codeText, useConsoleWords } from "../messages";
import { TimerBadge } from "../timers/timer-badges";

const EVERY_MS = 10_000;
const LATE_SECONDS = 120;
const TOO_LATE_SECONDS = 300;
/** Customers for each agent who is online. */
const MANY_EACH = 3;

const PRESENCE_TONES: Record<PresenceState, Tone> = { online: "good", away: "warning", offline: "neutral" };

export function BoardCards(): JSX.Element {
  const words = useConsoleWords();
  const { api, desk } = useConsole();
  const board = useSignal<Board | null>(null);
  const failure = useSignal<string | null>(null);

  useEffect(() => {
    const reading = new Coalesced(() =>
      api.get<Board>("/board").then(
        (answer) => {
          board.value = answer;
          failure.value = null;
        },
        (error: unknown) => {
          failure.value = failureText(error, words);
        },
      ),
    );
    const stops = [
      desk.queue.subscribe(() => reading.ask()), // a customer joined, left or was accepted
      desk.timersReached.subscribe(() => reading.ask()),
    ];
    const timer = setInterval(() => reading.ask(), EVERY_MS);
    return () => {
      for (const stop of stops) stop();
      clearInterval(timer);
    };
  }, [api, desk, words]);

  const known = board.value;
  if (!known) {
    return (
      <section class="staff-card">
        {failure.value ? <p class="field-error">{failure.value}</p> : <Spinner label={words("loading")} />}
      </section>
    );
  }
  return (
    <>
      <Summary board={known} />
      <NearTimers timers={known.timers} />
      <Waiting board={known} />
      <Agents agents={known.agents} />
    </>
  );
}

function Summary({ board }: { board: Board }): JSX.Element {
  const words = useConsoleWords();
  const online = board.agents.filter((agent) => agent.state === "online").length;
  const waited = board.longest_wait_since ? secondsSince(board.longest_wait_since) : 0;
  const longest = board.longest_wait_since ? duration(waited) : "–";
  const held = board.agents.reduce((sum, agent) => sum + agent.conversations.length, 0);
  return (
    <section class="staff-card" aria-label={words("board_now")}>
      <dl class="figures">
        <Figure name={words("board_waiting")} tone={crowdTone(board.waiting.length, online)}>
          {board.waiting.length}
        </Figure>
        <Figure name={words("board_longest")} tone={waitTone(waited)}>
          {longest}
        </Figure>
        <Figure
          name={words("board_online")}
          tone={online === 0 && board.waiting.length > 0 ? "danger" : null}
        >
          {online}
        </Figure>
        <Figure name={words("board_held")}>{held}</Figure>
        <Figure name={words("board_with_bot")}>{board.with_bot}</Figure>
      </dl>
    </section>
  );
}

type Alarm = "warning" | "danger" | null;

/** As for customers who wait for a reply. */
function waitTone(seconds: number): Alarm {
  if (seconds > TOO_LATE_SECONDS) return "danger";
  return seconds > LATE_SECONDS ? "warning" : null;
}

/** More customers than the agents can take next. */
function crowdTone(waiting: number, online: number): Alarm {
  if (waiting === 0) return null;
  if (online === 0 || waiting > MANY_EACH * online) return "danger";
  return waiting > online ? "warning" : null;
}

interface FigureProps {
  name: string;
  tone?: Alarm;
  children: ComponentChildren;
}

/** A tile; a threshold that is passed shows as a colour and as a sign with words. */
function Figure({ name, tone = null, children }: FigureProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <div class={tone ? `tile tile-${tone}` : "tile"}>
      <dt>{name}</dt>
      <dd>
        {children}
        {tone && <IconWithWords of={TriangleAlert} words={words(`board_${tone}`)} />}
      </dd>
    </div>
  );
}

/** Timers near or past their due time; hidden if there are none, so that they stand out. */
function NearTimers({ timers }: { timers: readonly ReachedTimer[] }): JSX.Element | null {
  const words = useConsoleWords();
  if (timers.length === 0) return null;
  return (
    <section class="staff-card" aria-labelledby="board-timers">
      <h2 id="board-timers">{words("board_timers")}</h2>
      <ul class="staff-list board-list">
        {timers.map((timer) => (
          <li key={`${timer.conversation_id} ${timer.kind}`}>
            <a href={hrefOf("all", timer.conversation_id)}>
              <bdi>{customerName({ id: timer.conversation_id, customer: timer.customer }, words)}</bdi>
            </a>
            <TimerBadge timer={timer} />
            <span class="staff-hint">
              {timer.agent ? words("with_agent", { name: timer.agent }) : words("status_queued")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Waiting({ board }: { board: Board }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="board-waiting">
      <h2 id="board-waiting">{words("waiting")}</h2>
      {board.waiting.length === 0 && <p class="staff-hint">{words("waiting_empty")}</p>}
      <ul class="staff-list board-list">
        {board.waiting.map((entry) => (
          <li key={entry.handoff_id}>
            <a href={hrefOf("all", entry.conversation_id)}>
              <bdi>{customerName({ id: entry.conversation_id, customer: entry.customer }, words)}</bdi>
            </a>
            {entry.title && <bdi class="board-title">{entry.title}</bdi>}
            <span>{codeText(words, "reason", entry.reason)}</span>
            <PriorityBadge priority={entry.priority} words={words} />
            <NeedBadges needs={entry} />
            <Wait since={entry.waiting_since} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Agents({ agents }: { agents: readonly BoardAgent[] }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="board-agents">
      <h2 id="board-agents">{words("board_agents")}</h2>
      <ul class="staff-list board-agents">
        {agents.map((agent) => (
          <li key={agent.id}>
            <StatusDot tone={PRESENCE_TONES[agent.state]} label={words(`presence_${agent.state}`)} />
            <bdi class="board-name">{agent.name}</bdi>
            {agent.effort > 0 && <Effort agent={agent} />}
            {agent.conversations.length === 0 && <span class="staff-hint">{words("board_nobody")}</span>}
            {agent.conversations.map((conversation) => (
              <Held key={conversation.id} conversation={conversation} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The agent's effort, and whether they are overloaded. */
function Effort({ agent }: { agent: BoardAgent }): JSX.Element {
  const words = useConsoleWords();
  const effort = agent.effort.toLocaleString(words.locale);
  if (!agent.overloaded) return <Badge>{words("board_effort", { effort })}</Badge>;
  return <Badge tone="danger">{words("board_overloaded", { effort })}</Badge>;
}

function Held({ conversation }: { conversation: BoardConversation }): JSX.Element {
  const words = useConsoleWords();
  const open = conversation.unanswered_since ? secondsSince(conversation.unanswered_since) : 0;
  const tone: Tone = open > TOO_LATE_SECONDS ? "danger" : open > LATE_SECONDS ? "warning" : "neutral";
  return (
    <span class="board-held">
      <a href={hrefOf("all", conversation.id)}>
        <bdi>{customerName(conversation, words)}</bdi>
      </a>
      {conversation.snoozed_until && <Badge>{words("tab_aside")}</Badge>}
      {open > 0 && !conversation.snoozed_until && (
        <Badge tone={tone}>{words("board_unanswered", { time: duration(open) })}</Badge>
      )}
    </span>
  );
}
