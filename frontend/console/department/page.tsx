/** One department: what it is, who serves it, and whether it is the default or archived. Supervisors only. */
import type { JSX } from "preact";
import type { Department } from "../../shared/api/contract";
import { Badge, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { go, hrefOf } from "../../shared/staff/route";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { type Change, useChange } from "./change";
import { useCompanyZone } from "./company-zone";
import { DepartmentForm, EMPTY, type Filled } from "./form";
import { Members } from "./members";
import { DepartmentReplies } from "./replies";
import { Standing } from "./standing";
import "./department.css";

/** In the address, in place of an identifier. */
export const NEW = "new";

export function DepartmentPage({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const { departments } = useConsole();
  const change = useChange();
  const department = departments.value.find((each) => each.id === id);
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <p>
          <a href={hrefOf("departments")}>‹ {words("department_all")}</a>
        </p>
        {id === NEW && <NewDepartment change={change} />}
        {department && <Known key={department.id} department={department} change={change} />}
        {!department && id !== NEW && <Missing />}
      </div>
    </main>
  );
}

function Missing(): JSX.Element {
  const words = useConsoleWords();
  const { departments } = useConsole();
  if (departments.value.length === 0) return <Spinner label={words("loading")} />;
  return <p class="staff-empty">{words("failure_not_found")}</p>;
}

function NewDepartment({ change }: { change: Change }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const zone = useCompanyZone();
  async function add(filled: Filled): Promise<boolean> {
    let made = "";
    const added = await change(words("departments_added"), async () => {
      made = (await api.post<Department>("/departments", filled)).id;
    });
    if (added) go("departments", made);
    return added;
  }
  return (
    <>
      <h1>{words("departments_add")}</h1>
      <section class="staff-card" aria-label={words("departments_add")}>
        <DepartmentForm start={EMPTY} zone={zone.value} label={words("departments_add")} onSave={add} />
      </section>
    </>
  );
}

function Known({ department, change }: { department: Department; change: Change }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const zone = useCompanyZone();
  const path = `/departments/${segment(department.id)}`;
  return (
    <>
      <div class="staff-row">
        <h1>
          <bdi>{department.name}</bdi>
        </h1>
        {department.is_default && <Badge tone="info">{words("department_default")}</Badge>}
        {!department.active && <Badge>{words("department_archived")}</Badge>}
      </div>
      <section class="staff-card" aria-label={department.name}>
        <DepartmentForm
          start={department}
          zone={zone.value}
          label={words("save")}
          onSave={(filled) => change(words("departments_saved"), () => api.patch(path, filled))}
        />
      </section>
      <Members department={department} />
      <DepartmentReplies department={department} />
      <Standing department={department} change={change} />
    </>
  );
}
