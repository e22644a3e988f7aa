/** Each agent's capacity, departments, languages and skills. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Capacity, CapacityList, Department, Skill } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { useConsole } from "../app/context";
import { Ticks } from "../department/ticks";
import { useConsoleWords } from "../messages";
import { languageName, tagsFrom } from "./languages";
import type { Run } from "./run";

const MOST = 100;

type Taken = Pick<Capacity, "capacity" | "languages" | "skills" | "departments">;

interface AgentsCardProps {
  capacities: CapacityList;
  skills: readonly Skill[];
  run: Run;
}

export function AgentsCard({ capacities, skills, run }: AgentsCardProps): JSX.Element {
  const words = useConsoleWords();
  const { api, departments } = useConsole();
  const save = (agent: Capacity, taken: Taken): Promise<boolean> =>
    run(words("departments_saved"), () => api.put(`/capacities/${segment(agent.id)}`, taken));
  return (
    <section class="staff-card" aria-labelledby="agents-heading">
      <h2 id="agents-heading">{words("agents_title")}</h2>
      <p class="staff-hint">{words("agents_hint", { count: capacities.default })}</p>
      {capacities.agents.map((agent) => (
        <AgentForm
          key={agent.id}
          agent={agent}
          skills={skills}
          departments={departments.value}
          standard={capacities.default}
          onSave={(taken) => save(agent, taken)}
        />
      ))}
    </section>
  );
}

interface AgentFormProps {
  agent: Capacity;
  skills: readonly Skill[];
  departments: readonly Department[];
  standard: number;
  onSave: (taken: Taken) => Promise<boolean>;
}

/** Normalised, with sorted skills, so that equal settings compare as equal. */
interface Written {
  readonly capacity: string;
  readonly languages: string;
  readonly skills: readonly string[];
  readonly departments: readonly string[];
}

function AgentForm({ agent, skills, departments, standard, onSave }: AgentFormProps): JSX.Element {
  const words = useConsoleWords();
  const field = useId();
  const start: Written = {
    capacity: agent.capacity === null ? "" : String(agent.capacity),
    languages: agent.languages.join(", "),
    skills: inOrder(agent.skills, skills),
    departments: inOrder(agent.departments, departments),
  };
  const filled = useSignal<Written | null>(null);
  const busy = useSignal(false);
  const now = filled.value ?? start;
  const change = (changes: Partial<Written>): void => {
    filled.value = { ...now, ...changes };
  };

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    const capacity = now.capacity === "" ? null : Number(now.capacity);
    const saved = await onSave({
      capacity,
      languages: tagsFrom(now.languages),
      skills: inOrder(now.skills, skills),
      departments: inOrder(now.departments, departments),
    });
    if (saved) filled.value = null;
    busy.value = false;
  }

  return (
    <form class="agent-form" aria-label={agent.name} onSubmit={(event) => void submit(event)}>
      <p class="agent-name">
        <bdi>{agent.name}</bdi>
        <span class="staff-hint"> {words("agents_held", { count: agent.held })}</span>
      </p>
      <div class="staff-row">
        <div class="field">
          <label for={`${field}-capacity`}>{words("agents_capacity")}</label>
          <input
            id={`${field}-capacity`}
            class="input agent-capacity"
            type="number"
            inputMode="numeric"
            min={0}
            max={MOST}
            step={1}
            placeholder={String(standard)}
            value={now.capacity}
            onInput={(event) => change({ capacity: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for={`${field}-languages`}>
            {words("agents_languages")} <LanguageNames written={now.languages} />
          </label>
          <input
            id={`${field}-languages`}
            class="input"
            pattern="\s*([A-Za-z]{2,3}\s*(,\s*[A-Za-z]{2,3}\s*)*,?\s*)?"
            title={words("agents_languages_hint")}
            placeholder={words("agents_languages_any")}
            autocomplete="off"
            value={now.languages}
            onInput={(event) => change({ languages: event.currentTarget.value })}
          />
        </div>
        <Button type="submit" small busy={busy.value} disabled={sameAs(now, start)}>
          {words("save")}
          <span class="visually-hidden"> {agent.name}</span>
        </Button>
      </div>
      <Ticks
        legend={words("agents_departments")}
        options={departments}
        held={now.departments}
        onChange={(held) => change({ departments: held })}
      />
      <Ticks
        legend={words("agents_skills")}
        options={skills}
        held={now.skills}
        onChange={(held) => change({ skills: held })}
      />
    </form>
  );
}

/** The names of the tags, so that a typing error is visible at once. */
function LanguageNames({ written }: { written: string }): JSX.Element | null {
  const words = useConsoleWords();
  const names = tagsFrom(written).map((tag) => languageName(tag, words.locale));
  return names.length > 0 ? <span class="staff-hint">({names.join(", ")})</span> : null;
}

function inOrder(held: readonly string[], all: readonly { id: string }[]): string[] {
  return all.map(({ id }) => id).filter((id) => held.includes(id));
}

function sameAs(one: Written, other: Written): boolean {
  return (
    one.capacity === other.capacity &&
    tagsFrom(one.languages).join() === tagsFrom(other.languages).join() &&
    [...one.skills].sort().join() === [...other.skills].sort().join() &&
    [...one.departments].sort().join() === [...other.departments].sort().join()
  );
}
