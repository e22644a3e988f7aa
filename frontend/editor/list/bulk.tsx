/** What can be done with the selected articles at once. Each is changed by itself; what was not done stays selected. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Bulk, ListedArticle, Overview } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { AudienceField } from "../audience/field";
import { type Change, checkFirst } from "../consequences/checking";
import { useEditor } from "../context";
import { watchingGreeting } from "../greeting/greeting";
import { useEditorWords } from "../messages";
import { AUDIENCES, isWider } from "./filter";

type Action = "publish" | "archive" | "move" | "assign" | "tag" | "audience";
type Selected = ReadonlyMap<string, ListedArticle>;

const NEEDS = { move: "category", assign: "owner", tag: "tag", audience: "audience" } as const;
const MOST_AT_ONCE = 200;

interface BulkBarProps {
  selected: Selected;
  rows: readonly ListedArticle[];
  overview: Overview | null;
  onSelect: (selected: Selected) => void;
  onDone: () => void;
}

export function BulkBar({ selected, rows, overview, onSelect, onDone }: BulkBarProps): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const asking = useSignal<Action | null>(null);
  const busy = useSignal(false);
  const count = selected.size;

  async function run(action: Action, value: string): Promise<void> {
    asking.value = null;
    busy.value = true;
    // The newest that the list knows: what somebody saved since then is not published unseen.
    const newest = new Map(rows.map((row) => [row.id, row]));
    const articles = [...selected.values()].slice(0, MOST_AT_ONCE).map((one) => ({
      id: one.id,
      version: (newest.get(one.id) ?? one).version,
    }));
    const more = action in NEEDS ? { [NEEDS[action as keyof typeof NEEDS]]: value } : {};
    try {
      let answer: Bulk = { done: [], failed: [] };
      await watchingGreeting(api, async () => {
        answer = await api.post<Bulk>("/article-bulk", { action, articles, ...more });
        return answer.done.length > 0;
      });
      const failed = new Set(answer.failed.map(({ id }) => id));
      const sent = new Set(articles.map(({ id }) => id));
      onSelect(new Map([...selected].filter(([id]) => failed.has(id) || !sent.has(id))));
      if (answer.done.length > 0) toasts.tell(words.count("bulk_done", answer.done.length));
      if (failed.size > 0) toasts.fail(words.count("bulk_failed", failed.size));
      onDone();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  /** What customers would read otherwise is shown first. */
  function begin(action: Action, value: string): void {
    asking.value = null;
    const changes = [...selected.values()]
      .slice(0, MOST_AT_ONCE)
      .flatMap((one) => changeOf(one, action, value));
    if (changes.length === 0) void run(action, value);
    else checkFirst(changes, () => void run(action, value));
  }

  return (
    <section class="bulk-bar" aria-label={words("bulk_label")}>
      <strong role="status">{words.count("bulk_count", count)}</strong>
      {(["publish", "archive", "move", "assign", "tag", "audience"] as const).map((action) => (
        <Button key={action} small busy={busy.value} onClick={() => (asking.value = action)}>
          {words(`bulk_${action}`)}
        </Button>
      ))}
      <Button small look="quiet" onClick={() => onSelect(new Map(rows.map((row) => [row.id, row])))}>
        {words("bulk_all")}
      </Button>
      <Button small look="quiet" onClick={() => onSelect(new Map())}>
        {words("bulk_none")}
      </Button>
      {asking.value && (
        <BulkDialog
          action={asking.value}
          count={count}
          overview={overview}
          onRun={(value) => asking.value && begin(asking.value, value)}
          onClose={() => (asking.value = null)}
        />
      )}
    </section>
  );
}

/** What is checked before it is done. Showing to fewer people must not wait, as hiding something must not. */
function changeOf(one: ListedArticle, action: Action, value: string): Change[] {
  if (action === "publish") return [{ action, article_id: one.id }];
  if (action === "archive") return [{ action: "remove", article_id: one.id }];
  const audience = action === "audience" && AUDIENCES.find((each) => each === value);
  if (!audience || one.published_version === null || !isWider(audience, one.audience)) return [];
  return [{ action: "widen", article_id: one.id, audience }];
}

interface BulkDialogProps {
  action: Action;
  count: number;
  overview: Overview | null;
  onRun: (value: string) => void;
  onClose: () => void;
}

function BulkDialog({ action, count, overview, onRun, onClose }: BulkDialogProps): JSX.Element {
  const words = useEditorWords();
  const value = useSignal(action === "audience" ? "everyone" : "");
  const needs = action === "publish" || action === "archive" ? null : NEEDS[action];
  return (
    <Dialog title={`${words(`bulk_${action}`)}: ${words.count("bulk_count", count)}`} onClose={onClose}>
      <form
        class="staff-form"
        onSubmit={(event) => {
          event.preventDefault();
          onRun(value.peek().trim());
        }}
      >
        {needs === null && <p>{words(action === "publish" ? "bulk_publish_text" : "bulk_archive_text")}</p>}
        {needs === "audience" && (
          <AudienceField value={value.value} onChange={(audience) => (value.value = audience)} />
        )}
        {needs !== null && needs !== "audience" && (
          <BulkField needs={needs} value={value} overview={overview} />
        )}
        <div class="staff-dialog-actions">
          <Button look="quiet" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button look={action === "archive" ? "danger" : "primary"} type="submit">
            {words(`bulk_${action}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface BulkFieldProps {
  needs: "category" | "owner" | "tag";
  value: Signal<string>;
  overview: Overview | null;
}

function BulkField({ needs, value, overview }: BulkFieldProps): JSX.Element {
  const words = useEditorWords();
  const [field, known] = [useId(), useId()];
  const labels = { category: words("category"), owner: words("care_owner"), tag: words("filter_tag") };
  const options = { category: overview?.categories, owner: overview?.owners, tag: overview?.tags };
  return (
    <div class="field">
      <label for={field}>{labels[needs]}</label>
      <input
        id={field}
        class="input"
        list={known}
        dir="auto"
        required={needs === "tag"}
        maxLength={needs === "tag" ? 40 : 100}
        autofocus
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
      <datalist id={known}>
        {options[needs]?.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {needs === "category" && <span class="staff-hint">{words("category_tree_hint")}</span>}
    </div>
  );
}
