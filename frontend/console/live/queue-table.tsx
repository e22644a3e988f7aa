/** Everybody who waits in one table, sorted as one likes; a supervisor moves them and says how urgent they are. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { BoardAgent, QueueEntry } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { hrefOf } from "../../shared/staff/route";
import { tellResult } from "../../shared/staff/tell-result";
import { secondsSince } from "../app/clock";
import { departmentName, useConsole } from "../app/context";
import { TransferDialog, type TransferTo } from "../conversation/transfer";
import { customerName } from "../inbox/customer-name";
import { Wait } from "../inbox/inbox-row";
import { NeedBadges } from "../inbox/needs";
import { codeText, useConsoleWords } from "../messages";
import { TimerChip } from "../timers/timer-badges";
import { waitTone } from "./alarms";
import { type Column, next, SERVING, type Sorting, sorted } from "./sorting";

const PRIORITIES = [0, 1, 2, 3] as const;

interface QueueTableProps {
  waiting: readonly QueueEntry[];
  agents: readonly BoardAgent[];
}

export function QueueTable({ waiting, agents }: QueueTableProps): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  const sorting = useSignal(SERVING);
  const moving = useSignal<QueueEntry | null>(null);
  const said = (entry: QueueEntry, column: Column): string => {
    if (column === "reason") return codeText(words, "reason", entry.reason);
    if (column === "department") return departmentName(context, entry.department) ?? "";
    return customerName({ id: entry.conversation_id, customer: entry.customer }, words);
  };
  const steer = async (entry: QueueEntry, changes: object): Promise<void> => {
    const done = words("board_changed");
    const path = `/handoffs/${segment(entry.handoff_id)}`;
    await tellResult(context.toasts, words, done, () => context.api.patch(path, changes));
  };
  return (
    <section class="staff-card" aria-labelledby="board-waiting">
      <h2 id="board-waiting">{words("waiting")}</h2>
      {waiting.length === 0 && <p class="staff-hint">{words("waiting_empty")}</p>}
      {waiting.length > 0 && (
        <table class="staff-table board-queue">
          <Head sorting={sorting.value} onSort={(column) => (sorting.value = next(sorting.peek(), column))} />
          <tbody>
            {sorted(waiting, sorting.value, said).map((entry) => (
              <Row
                key={entry.handoff_id}
                entry={entry}
                said={said}
                agents={agents}
                onMove={() => (moving.value = entry)}
                onPriority={(priority) => steer(entry, { priority })}
              />
            ))}
          </tbody>
        </table>
      )}
      {moving.value && (
        <TransferDialog
          plain
          onClose={() => (moving.value = null)}
          onChosen={(to) => steer(moving.peek() as QueueEntry, withoutNote(to))}
        />
      )}
    </section>
  );
}

/** A waiting customer keeps the note that they came with. */
function withoutNote({ agent_id, department }: TransferTo): object {
  return agent_id ? { agent_id } : { department };
}

function Head({ sorting, onSort }: { sorting: Sorting; onSort: (column: Column) => void }): JSX.Element {
  const words = useConsoleWords();
  const columns: readonly [Column, string][] = [
    ["customer", words("customer")],
    ["reason", words("filter_reason")],
    ["department", words("filter_department")],
    ["priority", words("filter_priority")],
    ["waiting", words("waiting")],
  ];
  return (
    <thead>
      <tr>
        {columns.map(([column, name]) => (
          <th key={column} scope="col" aria-sort={sortOf(sorting, column)}>
            <button type="button" class="sort-button" onClick={() => onSort(column)}>
              {name}
              <span aria-hidden="true">{signOf(sorting, column)}</span>
            </button>
          </th>
        ))}
        <th scope="col">
          <span class="visually-hidden">{words("board_move")}</span>
        </th>
      </tr>
    </thead>
  );
}

function sortOf(sorting: Sorting, column: Column): "ascending" | "descending" | "none" {
  if (sorting.column !== column) return "none";
  return sorting.descending ? "descending" : "ascending";
}

function signOf(sorting: Sorting, column: Column): string {
  return { ascending: " ↑", descending: " ↓", none: "" }[sortOf(sorting, column)];
}

interface RowProps {
  entry: QueueEntry;
  said: (entry: QueueEntry, column: Column) => string;
  agents: readonly BoardAgent[];
  onMove: () => void;
  onPriority: (priority: number) => Promise<void>;
}

function Row({ entry, said, agents, onMove, onPriority }: RowProps): JSX.Element {
  const words = useConsoleWords();
  const name = said(entry, "customer");
  const wanted = agents.find(({ id }) => id === entry.wanted_agent_id)?.name;
  const late = waitTone(secondsSince(entry.waiting_since));
  return (
    <tr class={late ? `late-${late}` : undefined}>
      <td>
        <a href={hrefOf("all", entry.conversation_id)}>
          <bdi>{name}</bdi>
        </a>
        {entry.title && <bdi class="board-title">{entry.title}</bdi>}
      </td>
      <td>
        {said(entry, "reason")} <NeedBadges needs={entry} />
      </td>
      <td>
        <bdi>{said(entry, "department") || words("department_none")}</bdi>
        {wanted && <span class="board-title">{words("board_wanted", { name: wanted })}</span>}
      </td>
      <td>
        <select
          class="input"
          aria-label={words("board_priority_of", { name })}
          value={String(entry.priority)}
          onChange={(event) => void onPriority(Number(event.currentTarget.value))}
        >
          {PRIORITIES.map((level) => (
            <option key={level} value={String(level)}>
              {words(`priority_${level}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        {entry.timers[0] ? <TimerChip timer={entry.timers[0]} /> : <Wait since={entry.waiting_since} />}
      </td>
      <td>
        <Button small onClick={onMove}>
          {words("board_move")}
          <span class="visually-hidden"> {name}</span>
        </Button>
      </td>
    </tr>
  );
}
