/** The dialog in which a golden question is added or changed. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { GoldenQuestion } from "../../shared/api/contract";
import { Spinner } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { useEditor } from "../context";
import { allArticles, labelsOf } from "../list/all";
import { useEditorWords } from "../messages";
import { bodyOf, type Filled, filledOf, LONGEST_KIND, LONGEST_TEXT, saveQuestion } from "./calls";

interface GoldenDialogProps {
  /** What is written already: a stored question, or the start of a new one. */
  stored?: GoldenQuestion;
  start: Filled;
  onClose: () => void;
  onSaved?: (question: GoldenQuestion) => void;
}

export function GoldenDialog({ stored, start, onClose, onSaved }: GoldenDialogProps): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const articles = useRead(() => allArticles(api), "", words);
  const filled = useSignal(start);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const known = articles.value;
  useEffect(() => {
    if (known && stored) {
      const titles = labelsOf(known);
      filled.value = filledOf(stored, (id) => titles.get(id) ?? id);
    }
  }, [known !== null]);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const read = bodyOf(filled.peek(), known ?? []);
    if ("unknown" in read) {
      problem.value = words("golden_unknown_title", { title: read.unknown });
      return;
    }
    busy.value = true;
    try {
      const saved = await saveQuestion(api, read.body, stored);
      toasts.tell(words("golden_saved"));
      onSaved?.(saved);
      onClose();
    } catch (error) {
      problem.value = failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <Dialog title={words(stored ? "golden_edit_title" : "golden_add")} onClose={onClose}>
      {!known && articles.busy && <Spinner label={words("loading")} />}
      {articles.failure && <p class="field-error">{articles.failure}</p>}
      {known && (
        <form class="staff-form" onSubmit={(event) => void save(event)}>
          <GoldenFields filled={filled.value} titles={[...labelsOf(known).values()]} put={put} />
          <FormEnd
            failure={problem.value}
            submit={words("golden_save")}
            busy={busy.value}
            onCancel={onClose}
          />
        </form>
      )}
    </Dialog>
  );

  function put(part: Partial<Filled>): void {
    filled.value = { ...filled.peek(), ...part };
    problem.value = null;
  }
}

interface FieldsProps {
  filled: Filled;
  titles: readonly string[];
  put: (part: Partial<Filled>) => void;
}

function GoldenFields({ filled, titles, put }: FieldsProps): JSX.Element {
  const words = useEditorWords();
  const [picker, kind] = [useId(), useId()];
  const pick = (title: string): void => {
    if (titles.includes(title)) put({ titles: [filled.titles.trim(), title].filter(Boolean).join("\n") });
  };
  return (
    <>
      <Lines
        label={words("golden_text")}
        value={filled.text}
        rows={2}
        required
        most={LONGEST_TEXT}
        onInput={(text) => put({ text })}
      />
      <Lines
        label={words("golden_articles")}
        hint={words("golden_articles_hint")}
        value={filled.titles}
        rows={2}
        onInput={(lines) => put({ titles: lines })}
      />
      <PickArticle id={picker} titles={titles} onPick={pick} />
      <Lines
        label={words("golden_facts")}
        hint={words("golden_facts_hint")}
        value={filled.must}
        rows={3}
        onInput={(must) => put({ must })}
      />
      <details class="golden-more" open={Boolean(filled.mustNot || filled.before || filled.kind)}>
        <summary>{words("golden_more")}</summary>
        <Lines
          label={words("golden_forbidden")}
          value={filled.mustNot}
          rows={2}
          onInput={(mustNot) => put({ mustNot })}
        />
        <Lines
          label={words("golden_before")}
          value={filled.before}
          rows={2}
          onInput={(before) => put({ before })}
        />
        <div class="field">
          <label for={kind}>{words("golden_kind")}</label>
          <input
            id={kind}
            class="input"
            maxLength={LONGEST_KIND}
            placeholder={words("golden_kind_hint")}
            value={filled.kind}
            onInput={(event) => put({ kind: event.currentTarget.value })}
          />
        </div>
      </details>
    </>
  );
}

/** Adds a title to the lines above it, so that nobody has to type one. */
function PickArticle(props: {
  id: string;
  titles: readonly string[];
  onPick: (title: string) => void;
}): JSX.Element {
  const words = useEditorWords();
  return (
    <div class="field">
      <label for={props.id}>{words("golden_pick")}</label>
      <select
        id={props.id}
        class="input"
        value=""
        onChange={(event) => {
          props.onPick(event.currentTarget.value);
          event.currentTarget.value = "";
        }}
      >
        <option value="">{words("golden_pick_none")}</option>
        {props.titles.map((title) => (
          <option key={title} value={title}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}

interface LinesProps {
  label: string;
  hint?: string;
  value: string;
  rows: number;
  required?: boolean;
  most?: number;
  onInput: (value: string) => void;
}

function Lines({ label, hint, value, rows, required = false, most, onInput }: LinesProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="input"
        dir="auto"
        rows={rows}
        required={required}
        value={value}
        {...(most ? { maxLength: most } : {})}
        {...(hint ? { "aria-describedby": `${id}-hint` } : {})}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {hint && (
        <span class="staff-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
