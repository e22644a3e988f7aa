/** The agents as cards: load, state and since when, what they have; a supervisor can set somebody to away. */
import type { JSX } from "preact";
import type { BoardAgent, BoardConversation } from "../../shared/api/contract";
import type { PresenceState } from "../../shared/api/types";
import { Badge, Button, StatusDot, type Tone } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { hrefOf } from "../../shared/staff/route";
import { tellResult } from "../../shared/staff/tell-result";
import { duration } from "../../shared/time/time";
import { secondsSince } from "../app/clock";
import { useConsole } from "../app/context";
import { customerName } from "../inbox/customer-name";
import { useConsoleWords } from "../messages";
import { waitTone } from "./alarms";

const PRESENCE_TONES: Record<PresenceState, Tone> = { online: "good", away: "warning", offline: "neutral" };

interface AgentsGridProps {
  agents: readonly BoardAgent[];
  onChanged: () => void;
}

export function AgentsGrid({ agents, onChanged }: AgentsGridProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="board-agents">
      <h2 id="board-agents">{words("board_agents")}</h2>
      <ul class="staff-list board-agents">
        {agents.map((agent) => (
          <li key={agent.id}>
            <AgentHead agent={agent} onChanged={onChanged} />
            <Load agent={agent} />
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

function AgentHead({ agent, onChanged }: { agent: BoardAgent; onChanged: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const setAway = async (): Promise<void> => {
    await tellResult(toasts, words, words("set_away_done", { name: agent.name }), () =>
      api.put(`/presence/${segment(agent.id)}`, { state: "away" }),
    );
    onChanged();
  };
  return (
    <div class="board-agent-head">
      <bdi class="board-name">{agent.name}</bdi>
      {agent.state === "online" && (
        <Button small look="quiet" onClick={() => void setAway()}>
          {words("board_set_away")}
          <span class="visually-hidden"> {agent.name}</span>
        </Button>
      )}
      <StatusDot tone={PRESENCE_TONES[agent.state]} label={stateText(agent, words)} />
    </div>
  );
}

function stateText(agent: BoardAgent, words: ReturnType<typeof useConsoleWords>): string {
  const state = words(`presence_${agent.state}`);
  if (!agent.since || agent.state === "offline") return state;
  return words("board_since", { state, time: duration(secondsSince(agent.since)) });
}

/** How much of what they take they have. The bar only repeats the words. */
function Load({ agent }: { agent: BoardAgent }): JSX.Element {
  const words = useConsoleWords();
  const held = agent.conversations.filter(({ snoozed_until }) => !snoozed_until).length;
  const share = agent.at_most > 0 ? Math.min(1, held / agent.at_most) : 0;
  return (
    <div class="board-load">
      <span>{words("department_load", { held, most: agent.at_most })}</span>
      <span class={share >= 1 ? "load-bar load-full" : "load-bar"} aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </div>
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
  const tone: Tone = waitTone(open) ?? "neutral";
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
