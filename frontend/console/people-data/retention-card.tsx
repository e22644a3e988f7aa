/** How long ended conversations are kept, for all and by department: tried out first, then saved. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Retention, WouldExpire, WouldExpireList } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { Failure } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { PATIENCE_MS } from "./asking";
import { useDepartmentName } from "./department-name";
import { RetentionFields } from "./retention-fields";
import { EVERYBODY, type Filled, filledFrom, rulesFrom } from "./rules";

export function RetentionCard(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const read = useRead(() => api.get<Retention>("/retention"), "retention", words);
  return (
    <section class="staff-card retention" aria-labelledby="retention-heading">
      <h2 id="retention-heading">{words("retention_title")}</h2>
      <p class="staff-hint">{words("retention_text")}</p>
      <Failure text={read.failure} />
      {!read.value && read.busy && <Spinner label={words("loading")} />}
      {read.value && <RetentionForm retention={read.value} onSaved={read.put} />}
      {read.value && <Runs retention={read.value} />}
    </section>
  );
}

interface RetentionFormProps {
  retention: Retention;
  onSaved: (retention: Retention) => void;
}

function RetentionForm({ retention, onSaved }: RetentionFormProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts, departments } = useConsole();
  const known = departments.value.map(({ id }) => id); // an archived one still has its conversations
  const filled = useSignal<Filled | null>(null);
  const tried = useSignal<{ of: string; found: readonly WouldExpire[] } | null>(null);
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const shown = filled.value ?? filledFrom(retention.rules, known);
  const rules = rulesFrom(shown);
  const wanted = JSON.stringify(rules);
  const isTried = tried.value?.of === wanted;

  async function ask(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    try {
      await work();
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  const tryOut = (): Promise<void> =>
    ask(async () => {
      const answer = await api.post<WouldExpireList>("/retention/dry-run", { rules }, PATIENCE_MS);
      tried.value = { of: wanted, found: answer.would_expire };
    });
  const save = (): Promise<void> =>
    ask(async () => {
      onSaved(await api.put<Retention>("/retention", { rules }));
      [filled.value, tried.value] = [null, null];
      toasts.tell(words("retention_saved"));
    });

  return (
    <form
      class="retention"
      onSubmit={(event) => {
        event.preventDefault();
        void (isTried ? save() : tryOut());
      }}
    >
      <RetentionFields filled={shown} onChange={(next) => (filled.value = next)} />
      {isTried && <WouldGo found={tried.value?.found ?? []} />}
      <Failure text={failure.value} />
      <div class="staff-row">
        <Button type="submit" look={isTried ? "plain" : "primary"} busy={busy.value}>
          {words(isTried ? "save" : "retention_try")}
        </Button>
        {!isTried && <span class="staff-hint">{words("retention_try_first")}</span>}
      </div>
    </form>
  );
}

function WouldGo({ found }: { found: readonly WouldExpire[] }): JSX.Element {
  const words = useConsoleWords();
  const nameOf = useDepartmentName();
  const some = found.filter(({ conversations }) => conversations > 0);
  return (
    <div role="status">
      <p>{words(some.length > 0 ? "retention_tried" : "retention_nothing")}</p>
      <ul>
        {some.map(({ department_id, conversations, resolved_before }) => (
          <li key={department_id ?? EVERYBODY}>
            {words.count("retention_would", conversations, {
              department: nameOf(department_id ?? EVERYBODY),
              when: fullTime(resolved_before, words.locale),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Runs({ retention }: { retention: Retention }): JSX.Element {
  const words = useConsoleWords();
  return (
    <div>
      <h3>{words("retention_runs")}</h3>
      {retention.runs.length === 0 && <p class="staff-hint">{words("retention_no_runs")}</p>}
      <ul>
        {retention.runs.map((run) => (
          <li key={run.id}>
            {words.count("retention_run", run.conversations, { when: fullTime(run.at, words.locale) })},{" "}
            {words(run.by_rule ? "retention_by_rule" : "retention_by_operator")}{" "}
            <code dir="ltr">{run.id}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
