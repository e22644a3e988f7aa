/** The Departments page: every department with a page of its own, then skills and agents. Supervisors only. */
import type { JSX } from "preact";
import type { Capacity, CapacityList, Department } from "../../shared/api/contract";
import { Badge } from "../../shared/components/basics";
import { useRead } from "../../shared/staff/read";
import { hrefOf } from "../../shared/staff/route";
import { useConsole } from "../app/context";
import { DepartmentPage, NEW } from "../department/page";
import { useConsoleWords } from "../messages";
import { StaffingCards } from "./staffing";

export function DepartmentsPage({ id }: { id: string | null }): JSX.Element {
  const words = useConsoleWords();
  const { api, departments } = useConsole();
  const agents = useRead(() => api.get<CapacityList>("/capacities"), id ?? "", words);
  if (id) return <DepartmentPage key={id} id={id} />;
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <div class="staff-row">
          <h1>{words("departments_title")}</h1>
          <span class="staff-spring" />
          <a class="button button-primary" href={hrefOf("departments", NEW)}>
            {words("departments_add")}
          </a>
        </div>
        {departments.value.length === 0 && <p class="staff-hint">{words("departments_empty")}</p>}
        {departments.value.length > 0 && (
          <DepartmentTable departments={departments.value} agents={agents.value?.agents ?? []} />
        )}
        <StaffingCards />
      </div>
    </main>
  );
}

interface DepartmentTableProps {
  departments: readonly Department[];
  agents: readonly Capacity[];
}

function DepartmentTable({ departments, agents }: DepartmentTableProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-label={words("nav_departments")}>
      <table class="staff-table">
        <thead>
          <tr>
            <th scope="col">{words("departments_name")}</th>
            <th scope="col">{words("department_now")}</th>
            <th scope="col">{words("department_members")}</th>
            <th scope="col">{words("departments_low_confidence")}</th>
            <th scope="col">{words("departments_routing")}</th>
          </tr>
        </thead>
        <tbody>
          {departments.map((department) => (
            <tr key={department.id}>
              <td>
                <a href={hrefOf("departments", department.id)}>
                  <bdi>{department.name}</bdi>
                </a>{" "}
                {department.is_default && <Badge tone="info">{words("department_default")}</Badge>}
              </td>
              <td>
                <Now department={department} />
              </td>
              <td>{agents.filter((agent) => serves(agent, department)).length}</td>
              <td>
                {words(department.low_confidence === "queue" ? "departments_queue" : "departments_offer")}
              </td>
              <td>{words(`routing_${department.routing}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Now({ department }: { department: Department }): JSX.Element {
  const words = useConsoleWords();
  if (!department.active) return <Badge>{words("department_archived")}</Badge>;
  const { open } = department;
  return (
    <Badge tone={open ? "good" : "neutral"}>{words(open ? "department_open" : "department_closed")}</Badge>
  );
}

/** Who has no departments serves them all. */
function serves({ departments }: Capacity, { id }: Department): boolean {
  return departments.length === 0 || departments.includes(id);
}
