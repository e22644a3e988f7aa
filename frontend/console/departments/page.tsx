/** The Departments page: opening hours, what an unsure bot does, routing and targets. Supervisors only. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Department } from "../../shared/api/contract";
import type { Routing } from "../../shared/api/types";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { tellResult } from "../../shared/staff/tell-result";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { useCompanyZone } from "./company-zone";
import { hoursFrom } from "./hours";
import { HoursFields } from "./hours-fields";
import { StaffingCards } from "./staffing";
import { TargetsFields, targetsFrom } from "./targets-fields";
import "./departments.css";

type Filled = Pick<Department, "name" | "low_confidence" | "routing" | "targets" | "hours">;

const WAYS: readonly Routing[] = ["pick", "least_busy", "least_effort", "longest_idle", "round_robin"];
const EMPTY: Filled = { name: "", low_confidence: "queue", routing: "pick", targets: null, hours: null };

export function DepartmentsPage(): JSX.Element {
  const words = useConsoleWords();
  const { api, departments, toasts } = useConsole();
  const zone = useCompanyZone();

  function save(filled: Filled, department?: Department): Promise<boolean> {
    return tellResult(
      toasts,
      words,
      words(department ? "departments_saved" : "departments_added"),
      async () => {
        if (department) await api.patch(`/departments/${segment(department.id)}`, filled);
        else await api.post("/departments", filled);
        departments.value = (await api.get<{ departments: Department[] }>("/departments")).departments;
      },
    );
  }

  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("departments_title")}</h1>
        {departments.value.length === 0 && <p class="staff-hint">{words("departments_empty")}</p>}
        {departments.value.map((department) => (
          <section key={department.id} class="staff-card" aria-label={department.name}>
            <DepartmentForm
              start={department}
              zone={zone.value}
              label={words("save")}
              onSave={(filled) => save(filled, department)}
            />
          </section>
        ))}
        <section class="staff-card">
          <h2>{words("departments_add")}</h2>
          <DepartmentForm
            start={EMPTY}
            zone={zone.value}
            label={words("departments_add")}
            onSave={save}
            emptied
          />
        </section>
        <StaffingCards />
      </div>
    </main>
  );
}

interface DepartmentFormProps {
  start: Filled;
  zone: string;
  label: string;
  onSave: (filled: Filled) => Promise<boolean>;
  emptied?: boolean;
}

function DepartmentForm({ start, zone, label, onSave, emptied = false }: DepartmentFormProps): JSX.Element {
  const words = useConsoleWords();
  const filled = useSignal<Filled>(filledFrom(start));
  const busy = useSignal(false);
  const [nameField, choiceField, routingField] = [useId(), useId(), useId()];
  const unchanged = JSON.stringify(filled.value) === JSON.stringify(filledFrom(start));

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    const saved = await onSave({ ...filled.value, name: filled.value.name.trim() });
    if (saved && emptied) filled.value = EMPTY;
    busy.value = false;
  }

  return (
    <form class="staff-row department-form" onSubmit={(event) => void submit(event)}>
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
      <Button look="primary" type="submit" busy={busy.value} disabled={unchanged}>
        {label}
      </Button>
    </form>
  );
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
