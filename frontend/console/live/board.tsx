/** The live board: the moment in figures, timers that are near, the queue, and the agents. */

import { useSignal } from "@preact/signals";
import { TriangleAlert } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Board, ReachedTimer } from "../../shared/api/contract";
import { Spinner } from "../../shared/components/basics";
import { IconWithWords } from "../../shared/components/icon";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import { duration } from "../../shared/time/time";
import { secondsSince } from "../app/clock";
import { useConsole } from "../app/context";
import { Coalesced } from "../desk/coalesced";
import { customerName } from "../inbox/customer-name";
import { useConsoleWords } from "../messages";
import { TimerBadge } from "../timers/timer-badges";
import { AgentsGrid } from "./agents-grid";
import { type Alarm, waitTone } from "./alarms";
import { QueueTable } from "./queue-table";

const EVERY_MS = 10_000;
/** Customers for each agent who is online. */
const MANY_EACH = 3;

export function BoardCards(): JSX.Element {
  const words = useConsoleWords();
  const { api, desk } = useConsole();
  const board = useSignal<Board | null>(null);
  const failure = useSignal<string | null>(null);
  const again = useSignal<() => void>(() => undefined);

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
    again.value = () => reading.ask();
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
      <QueueTable waiting={known.waiting} agents={known.agents} />
      <AgentsGrid agents={known.agents} onChanged={again.value} />
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
