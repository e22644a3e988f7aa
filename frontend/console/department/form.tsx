/** What a department is: its name, what an unsure bot does, how customers reach agents, opening hours and targets. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useId, useRef } from "preact/hooks";
import type { Department } from "../../shared/api/contract";
import type { Routing } from "../../shared/api/types";
import { Button } from "../../shared/components/basics";
import { LeaveDialog } from "../app/leave-dialog";
import { hoursFrom } from "../hours/hours";
import { HoursFields } from "../hours/hours-fields";
import { useConsoleWords } from "../messages";
import { TargetsFields, targetsFrom } from "./targets-fields";

export type Filled = Pick<Department, "name" | "low_confidence" | "routing" | "targets" | "hours">;

export const EMPTY: Filled = {
  name: "",
  low_confidence: "queue",
  routing: "pick",
  targets: null,
  hours: null,
};

const WAYS: readonly Routing[] = ["pick", "least_busy", "least_effort", "longest_idle", "round_robin"];

export interface DepartmentFormProps {
  start: Filled;
  zone: string;
  label: string;
  /** Resolves to whether it is saved. */
  onSave: (filled: Filled) => Promise<boolean>;
}

export function DepartmentForm({ start, zone, label, onSave }: DepartmentFormProps): JSX.Element {
  const words = useConsoleWords();
  const filled = useSignal<Filled>(filledFrom(start));
  const busy = useSignal(false);
  const [nameField, choiceField, routingField] = [useId(), useId(), useId()];
  const begun = useRef(filled.peek());
  begun.current = filledFrom(start);
  /** What is being saved is no longer lost, also where saving leads to another page. */
  const unsaved = useCallback(() => !busy.peek() && !same(filled.peek(), begun.current), []);

  async function save(): Promise<boolean> {
    const tidy = { ...filled.peek(), name: filled.peek().name.trim() };
    filled.value = tidy;
    busy.value = true;
    const saved = await onSave(tidy);
    busy.value = false;
    return saved;
  }

  return (
    <>
      <form
        class="staff-row department-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="field">
          <label for={nameField}>{words("departments_name")}</label>
          <input
            id={nameField}
            class="input"
            required
            maxLength={200}
            value={filled.value.name}
            onInput={(event) => (filled.value = { ...filled.value, name: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for={choiceField}>{words("departments_low_confidence")}</label>
          <select
            id={choiceField}
            class="input"
            value={filled.value.low_confidence}
            onChange={(event) => {
              filled.value = {
                ...filled.value,
                low_confidence: event.currentTarget.value as Department["low_confidence"],
              };
            }}
          >
            <option value="queue">{words("departments_queue")}</option>
            <option value="offer">{words("departments_offer")}</option>
          </select>
        </div>
        <div class="field">
          <label for={routingField}>{words("departments_routing")}</label>
          <select
            id={routingField}
            class="input"
            value={filled.value.routing}
            onChange={(event) => {
              filled.value = { ...filled.value, routing: event.currentTarget.value as Routing };
            }}
          >
            {WAYS.map((way) => (
              <option key={way} value={way}>
                {words(`routing_${way}`)}
              </option>
            ))}
          </select>
        </div>
        <HoursFields
          hours={filled.value.hours ?? null}
          zone={zone}
          onChange={(hours) => (filled.value = { ...filled.value, hours })}
        />
        <TargetsFields
          targets={filled.value.targets ?? null}
          onChange={(targets) => (filled.value = { ...filled.value, targets })}
        />
        <Button look="primary" type="submit" busy={busy.value} disabled={same(filled.value, begun.current)}>
          {label}
        </Button>
      </form>
      <LeaveDialog
        unsaved={unsaved}
        busy={busy.value}
        onDiscard={() => (filled.value = begun.current)}
        onSave={save}
      />
    </>
  );
}

function same(one: Filled, other: Filled): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function filledFrom({ name, low_confidence, routing, targets, hours }: Filled): Filled {
  return {
    name,
    low_confidence,
    routing,
    targets: targets ? targetsFrom(targets) : null,
    hours: hours ? hoursFrom(hours) : null,
  };
}
