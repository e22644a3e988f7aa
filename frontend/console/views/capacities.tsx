/** How many conversations each agent has at once; supervisors set it, empty is the installation's default. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../context";
import { useConsoleWords } from "../messages";
import type { Capacities, Capacity } from "../types";

const MOST = 100;

export function CapacitiesCard(): JSX.Element | null {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const read = useSignal<Capacities | null>(null);
  useEffect(() => {
    api
      .get<Capacities>("/capacities")
      .then((answer) => {
        read.value = answer;
      })
      .catch((error: unknown) => toasts.fail(failureText(error, words)));
  }, []);

  async function save(agent: Capacity, capacity: number | null): Promise<void> {
    try {
      const saved = await api.put<Capacity>(`/capacities/${segment(agent.id)}`, { capacity });
      const known = read.peek();
      if (known)
        read.value = { ...known, agents: known.agents.map((one) => (one.id === saved.id ? saved : one)) };
      toasts.tell(words("departments_saved"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  if (!read.value) return null;
  const { agents, default: standard } = read.value;
  return (
    <section class="staff-card" aria-labelledby="capacities-heading">
      <h2 id="capacities-heading">{words("capacities_title")}</h2>
      <p class="staff-hint">{words("capacities_hint", { count: standard })}</p>
      {agents.map((agent) => (
        <CapacityForm
          key={agent.id}
          agent={agent}
          standard={standard}
          onSave={(capacity) => save(agent, capacity)}
        />
      ))}
    </section>
  );
}

interface CapacityFormProps {
  agent: Capacity;
  standard: number;
  onSave: (capacity: number | null) => Promise<void>;
}

function CapacityForm({ agent, standard, onSave }: CapacityFormProps): JSX.Element {
  const words = useConsoleWords();
  const field = useId();
  const start = agent.capacity === null ? "" : String(agent.capacity);
  const filled = useSignal(start);
  const busy = useSignal(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    await onSave(filled.value === "" ? null : Number(filled.value));
    busy.value = false;
  }

  return (
    <form class="staff-row capacity-form" onSubmit={(event) => void submit(event)}>
      <label for={field}>
        <bdi>{agent.name}</bdi>
        <span class="staff-hint"> {words("capacities_held", { count: agent.held })}</span>
      </label>
      <input
        id={field}
        class="input"
        type="number"
        inputMode="numeric"
        min={0}
        max={MOST}
        step={1}
        placeholder={String(standard)}
        value={filled.value}
        onInput={(event) => (filled.value = event.currentTarget.value)}
      />
      <Button type="submit" small busy={busy.value} disabled={filled.value === start}>
        {words("save")}
        <span class="visually-hidden"> {agent.name}</span>
      </Button>
    </form>
  );
}
