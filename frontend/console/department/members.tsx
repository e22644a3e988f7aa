/** Who serves a department: people come and go, and have skills. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Capacity, CapacityList, Department, Skill } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { useRead } from "../../shared/staff/read";
import { tellResult } from "../../shared/staff/tell-result";
import { listed } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { Ticks } from "./ticks";

type Serving = Partial<Pick<Capacity, "departments" | "skills">>;

export function Members({ department }: { department: Department }): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const known = useRead(
    async () => {
      const [{ agents }, { skills }] = await Promise.all([
        api.get<CapacityList>("/capacities"),
        api.get<{ skills: Skill[] }>("/skills"),
      ]);
      return { agents, skills };
    },
    department.id,
    words,
  );
  const change = (agent: Capacity, serving: Serving): Promise<boolean> =>
    tellResult(toasts, words, words("departments_saved"), async () => {
      await api.put(`/capacities/${segment(agent.id)}`, { capacity: agent.capacity, ...serving });
      known.again();
    });
  const agents = known.value?.agents ?? [];
  const members = agents.filter(({ departments }) => departments.includes(department.id));
  const everywhere = agents.filter(({ departments }) => departments.length === 0).map(({ name }) => name);
  return (
    <section class="staff-card" aria-labelledby="members-heading">
      <h2 id="members-heading">{words("department_members")}</h2>
      {known.value === null && known.busy && <Spinner label={words("loading")} />}
      {known.failure && <p role="alert">{known.failure}</p>}
      {known.value && members.length === 0 && <p class="staff-hint">{words("department_no_members")}</p>}
      <ul class="staff-list department-members">
        {members.map((agent) => (
          <Member
            key={agent.id}
            agent={agent}
            skills={known.value?.skills ?? []}
            department={department}
            onChange={(serving) => change(agent, serving)}
          />
        ))}
      </ul>
      {everywhere.length > 0 && (
        <p class="staff-hint">
          {words.count("department_everywhere", everywhere.length, {
            names: listed(everywhere, words.locale),
          })}
        </p>
      )}
      <NewMember
        others={agents.filter((agent) => !members.includes(agent))}
        onAdd={(agent) => change(agent, { departments: [...agent.departments, department.id] })}
      />
    </section>
  );
}

interface MemberProps {
  agent: Capacity;
  skills: readonly Skill[];
  department: Department;
  onChange: (serving: Serving) => Promise<boolean>;
}

function Member({ agent, skills, department, onChange }: MemberProps): JSX.Element {
  const words = useConsoleWords();
  const others = agent.departments.filter((id) => id !== department.id);
  return (
    <li aria-label={agent.name}>
      <div class="staff-row">
        <strong>
          <bdi>{agent.name}</bdi>
        </strong>
        <span class="staff-hint">{words("department_load", { held: agent.held, most: agent.at_most })}</span>
        <span class="staff-spring" />
        <Button
          small
          aria-label={words("department_remove", { name: agent.name })}
          onClick={() => void onChange({ departments: others })}
        >
          {words("remove")}
        </Button>
      </div>
      {others.length === 0 && <p class="staff-hint">{words("department_only_one", { name: agent.name })}</p>}
      <Ticks
        legend={words("agents_skills")}
        options={skills}
        held={agent.skills}
        onChange={(held) => void onChange({ skills: held })}
      />
    </li>
  );
}

interface NewMemberProps {
  others: readonly Capacity[];
  onAdd: (agent: Capacity) => Promise<boolean>;
}

function NewMember({ others, onAdd }: NewMemberProps): JSX.Element | null {
  const words = useConsoleWords();
  const chosen = useSignal("");
  const field = useId();
  const agent = others.find(({ id }) => id === chosen.value);
  if (others.length === 0) return null;
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (agent && (await onAdd(agent))) chosen.value = "";
  }
  return (
    <form class="staff-row department-add" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={field}>{words("department_add_member")}</label>
        <select
          id={field}
          class="input"
          value={chosen.value}
          onChange={(event) => (chosen.value = event.currentTarget.value)}
        >
          <option value="">{words("choose")}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" disabled={!agent}>
        {words("department_add")}
      </Button>
      {agent?.departments.length === 0 && (
        <p class="staff-hint">{words("department_narrows", { name: agent.name })}</p>
      )}
    </form>
  );
}
