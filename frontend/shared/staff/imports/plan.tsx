/** What an import would do, row by row and by kind; then how far it is, and what came of it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Import, ImportRow } from "../../api/contract";
import { Badge, Button, type Tone } from "../../components/basics";
import { useWords } from "../../words";
import type { StaffKey } from "../messages/en";
import { staffEn } from "../messages/en";
import type { Attempt, Change, ImportModel } from "./model";

const CHANGES: readonly Change[] = ["create", "update", "leave", "archive", "refused", "skipped"];
const TONES: Record<Change, Tone> = {
  create: "good",
  update: "info",
  leave: "neutral",
  archive: "warning",
  refused: "danger",
  skipped: "neutral",
};

interface PlanProps {
  model: ImportModel;
  attempt: Attempt;
  articleHref: (id: string) => string;
}

export function ImportPlan({ model, attempt, articleHref }: PlanProps): JSX.Element | null {
  const words = useWords<StaffKey>();
  const now = model.current.value;
  if (!now) return null;
  const working = now.state === "reading" || now.state === "running";
  return (
    <section class="staff-card import-plan" aria-labelledby="import-plan">
      <h2 id="import-plan">{words(`import_state_${now.state}`)}</h2>
      <p class="staff-hint">
        <bdi>{now.name}</bdi>
      </p>
      {working && <Working now={now} onCancel={() => attempt(() => model.cancel())} />}
      {!working && <Told now={now} />}
      {!working && <Run now={now} model={model} attempt={attempt} />}
      {!working && model.rows.value.length + (model.filter.value ? 1 : 0) > 0 && (
        <>
          <Filters now={now} model={model} attempt={attempt} />
          <Rows rows={model.rows.value} articleHref={articleHref} />
          {model.next.value !== null && (
            <Button onClick={() => attempt(() => model.more())}>{words("import_more")}</Button>
          )}
        </>
      )}
    </section>
  );
}

function Working({ now, onCancel }: { now: Import; onCancel: () => void }): JSX.Element {
  const words = useWords<StaffKey>();
  return (
    <>
      <progress
        class="import-progress"
        aria-labelledby="import-plan"
        max={now.total || 1}
        value={now.total ? now.done : undefined}
      />
      <p role="status">{now.total > 0 && words("import_progress", { done: now.done, total: now.total })}</p>
      <div class="staff-row">
        <Button onClick={onCancel}>{words("import_cancel")}</Button>
      </div>
    </>
  );
}

/** What the person has to know before the next step. */
function Told({ now }: { now: Import }): JSX.Element {
  const words = useWords<StaffKey>();
  const { changed, failed, refused } = now.counts;
  return (
    <div role="status" class="import-told">
      {now.state === "failed" && <p class="field-error">{now.problem}</p>}
      {now.state === "ready" && <p>{words("import_nothing_changed")}</p>}
      {(now.state === "done" || changed > 0) && <p>{words.count("import_changed", changed)}</p>}
      {failed > 0 && <p class="field-error">{words.count("import_failed", failed)}</p>}
      {refused > 0 && <p>{words.count("import_refused", refused)}</p>}
    </div>
  );
}

function Run({ now, model, attempt }: Omit<PlanProps, "articleHref"> & { now: Import }): JSX.Element {
  const words = useWords<StaffKey>();
  const [publish, archive, busy] = [useSignal(true), useSignal(false), useSignal(false)];
  const { create, update, archive: missing } = now.counts;
  const runs = ["ready", "cancelled", "interrupted"].includes(now.state) && create + update + missing > 0;
  function begin(): void {
    busy.value = true;
    attempt(() => model.run(publish.value, archive.value).finally(() => (busy.value = false)));
  }
  return (
    <div class="import-run">
      {runs && (
        <>
          <Check label={words("import_publish")} state={publish} />
          {missing > 0 && <Check label={words.count("import_archive_missing", missing)} state={archive} />}
        </>
      )}
      <div class="staff-row">
        {runs && (
          <Button
            look="primary"
            busy={busy.value}
            disabled={create + update === 0 && !archive.value}
            onClick={begin}
          >
            {words.count("import_run", create + update)}
          </Button>
        )}
        <Button look="quiet" onClick={() => attempt(() => model.close())}>
          {words(runs ? "import_discard" : "import_another")}
        </Button>
      </div>
    </div>
  );
}

function Check({ label, state }: { label: string; state: { value: boolean } }): JSX.Element {
  const field = useId();
  return (
    <div class="staff-row import-check">
      <input
        id={field}
        type="checkbox"
        checked={state.value}
        onChange={(event) => {
          state.value = event.currentTarget.checked;
        }}
      />
      <label for={field}>{label}</label>
    </div>
  );
}

function Filters({ now, model, attempt }: Omit<PlanProps, "articleHref"> & { now: Import }): JSX.Element {
  const words = useWords<StaffKey>();
  const counts = now.counts;
  const choice = (change: Change | null, label: string): JSX.Element => (
    <Button
      small
      look={model.filter.value === change ? "primary" : "plain"}
      aria-pressed={model.filter.value === change}
      onClick={() => attempt(() => model.show(change))}
    >
      {label}
    </Button>
  );
  return (
    <fieldset class="staff-row import-filters">
      <legend class="visually-hidden">{words("import_filter")}</legend>
      {choice(null, words("import_all"))}
      {CHANGES.filter((change) => counts[change] > 0).map((change) =>
        choice(change, words(`import_filter_${change}`, { count: counts[change] })),
      )}
    </fieldset>
  );
}

function Rows({
  rows,
  articleHref,
}: Pick<PlanProps, "articleHref"> & { rows: readonly ImportRow[] }): JSX.Element {
  const words = useWords<StaffKey>();
  return (
    <table class="staff-table import-rows">
      <thead>
        <tr>
          <th scope="col">{words("import_column_change")}</th>
          <th scope="col">{words("import_column_article")}</th>
          <th scope="col">{words("import_column_reason")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td>
              <Badge tone={TONES[row.change]}>{words(`import_change_${row.change}`)}</Badge>
            </td>
            <td>
              <Title row={row} articleHref={articleHref} />
              <bdi class="staff-hint import-path">{row.path}</bdi>
            </td>
            <td>{reasonOf(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

  function reasonOf(row: ImportRow): string {
    const code = row.code ?? (row.outcome === "done" ? null : row.outcome);
    if (code === null) return row.outcome === "done" && row.change !== "leave" ? words("import_done") : "";
    const key = `import_code_${code}`;
    return Object.hasOwn(staffEn, key) ? words(key as StaffKey) : (row.problem ?? code);
  }
}

function Title({
  row,
  articleHref,
}: Pick<PlanProps, "articleHref"> & { row: ImportRow }): JSX.Element | null {
  if (!row.title) return null;
  const there = row.article_id && (row.outcome === "done" || row.change !== "create");
  if (!there) return <bdi class="import-title">{row.title}</bdi>;
  return (
    <a class="import-title" href={articleHref(row.article_id ?? "")}>
      <bdi>{row.title}</bdi>
    </a>
  );
}
