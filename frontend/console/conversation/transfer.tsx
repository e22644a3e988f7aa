/** Transfers a conversation to an agent or a department, with a note for the next agent. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { AgentPresence, Department } from "../../shared/api/contract";
import { Spinner } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

/** An agent or a department, with a note. */
export interface TransferTo {
  readonly agent_id?: string;
  readonly department?: string;
  readonly note?: string;
}

interface TransferDialogProps {
  onClose: () => void;
  /** Without a note. */
  plain?: boolean;
  /** Throws if the transfer failed; the dialog then says why. */
  onChosen: (to: TransferTo, name: string) => Promise<void>;
}

export function TransferDialog({ onClose, onChosen, plain = false }: TransferDialogProps): JSX.Element {
  const words = useConsoleWords();
  const { api, me, departments } = useConsole();
  const agents = useSignal<readonly AgentPresence[] | null>(null);
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);

  useEffect(() => {
    api
      .get<{ agents: AgentPresence[] }>("/presence")
      .then((answer) => {
        agents.value = answer.agents.filter((agent) => agent.id !== me.id);
      })
      .catch(() => {
        agents.value = [];
      });
  }, [api, me]);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [kind = "", target = ""] = String(form.get("target")).split(/:(.*)/s);
    const note = String(form.get("note") ?? "").trim();
    busy.value = true;
    try {
      const to = kind === "agent" ? { agent_id: target } : { department: target };
      const name = nameOf(target, agents.value ?? [], departments.value);
      await onChosen({ ...to, ...(note ? { note } : {}) }, name);
      onClose();
    } catch (error) {
      failure.value = failureText(error, words);
      busy.value = false;
    }
  }

  return (
    <Dialog title={words("transfer_title")} onClose={onClose}>
      {agents.value === null ? (
        <Spinner label={words("loading")} />
      ) : agents.value.length + departments.value.length === 0 ? (
        <p>{words("transfer_nobody")}</p>
      ) : (
        <form class="staff-form" onSubmit={(event) => void submit(event)}>
          <Targets
            agents={agents.value}
            departments={departments.value.filter((department) => department.active !== false)}
          />
          {!plain && <Note />}
          <FormEnd
            failure={failure.value}
            submit={words("transfer_submit")}
            busy={busy.value}
            onCancel={onClose}
          />
        </form>
      )}
    </Dialog>
  );
}

function Targets(props: {
  agents: readonly AgentPresence[];
  departments: readonly Department[];
}): JSX.Element {
  const words = useConsoleWords();
  const field = useId();
  const choice = useRef<HTMLSelectElement>(null);
  // The dialog has opened before the agents were known, so its own focus is elsewhere.
  useEffect(() => choice.current?.focus(), []);
  return (
    <div class="field">
      <label for={field}>{words("transfer_to")}</label>
      <select ref={choice} id={field} class="input" name="target" required>
        <option value="">{words("choose")}</option>
        {props.agents.length > 0 && (
          <optgroup label={words("transfer_agents")}>
            {props.agents.map((agent) => (
              <option key={agent.id} value={`agent:${agent.id}`}>
                {agent.name} · {words(`presence_${agent.state}`)}
              </option>
            ))}
          </optgroup>
        )}
        {props.departments.length > 0 && (
          <optgroup label={words("transfer_departments")}>
            {props.departments.map((department) => (
              <option key={department.id} value={`department:${department.id}`}>
                {department.open ? department.name : words("transfer_closed", { name: department.name })}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </div>
  );
}

function Note(): JSX.Element {
  const words = useConsoleWords();
  const field = useId();
  return (
    <div class="field">
      <label for={field}>{words("transfer_note")}</label>
      <textarea id={field} class="input" name="note" rows={3} maxLength={2000} />
    </div>
  );
}

function nameOf(id: string, agents: readonly AgentPresence[], departments: readonly Department[]): string {
  return [...agents, ...departments].find((target) => target.id === id)?.name ?? id;
}
