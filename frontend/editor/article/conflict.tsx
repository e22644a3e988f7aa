/** Shown if someone else has saved the article: what both changed is put together, and what both changed is asked. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId, useMemo } from "preact/hooks";
import type { Article } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useEditor } from "../context";
import { DiffView } from "../history/diff-view";
import { useEditorWords } from "../messages";
import { fieldsOf } from "../types";
import type { Editing } from "./editing";
import { type Choice, chosenFields, conflictsOf, mergeFields } from "./merge";

export function ConflictDialog({ editing, theirs }: { editing: Editing; theirs: Article }): JSX.Element {
  const words = useEditorWords();
  const { toasts } = useEditor();
  const busy = useSignal(false);
  const yours = editing.fields.value;
  const base = editing.conflictBase.value;
  const merge = useMemo(() => base && mergeFields(base, fieldsOf(theirs), yours), [base, theirs, yours]);
  const conflicts = merge ? conflictsOf(merge) : [];
  const choices = useSignal<readonly Choice[]>([]);
  const merged = merge && chosenFields(merge, choices.value);
  const name = theirs.updated_by ?? words("conflict_somebody");
  const run = async (step: () => Promise<boolean>, done: string): Promise<void> => {
    busy.value = true;
    try {
      if (await step()) toasts.tell(done);
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  };
  return (
    <Dialog title={words("conflict_title")} wide onClose={() => (editing.conflict.value = null)}>
      <p>{words("conflict_text", { version: theirs.version, name })}</p>
      {merged && <p>{words(conflicts.length > 0 ? "merge_asks" : "merge_settled")}</p>}
      {conflicts.map((conflict, number) => (
        <ConflictChoice
          key={number}
          label={words("merge_place", { number: number + 1, count: conflicts.length })}
          theirs={conflict.theirs}
          yours={conflict.yours}
          choice={choices.value[number] ?? "yours"}
          onChoose={(choice) =>
            (choices.value = conflicts.map((_, index) =>
              index === number ? choice : (choices.peek()[index] ?? "yours"),
            ))
          }
        />
      ))}
      <details open={!merged}>
        <summary>{words(merged ? "merge_result" : "conflict_difference")}</summary>
        <DiffView before={fieldsOf(theirs)} after={merged ?? yours} />
      </details>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={() => (editing.conflict.value = null)}>
          {words("conflict_later")}
        </Button>
        <Button onClick={() => editing.takeTheirs()}>{words("conflict_reload")}</Button>
        <Button
          look="danger"
          busy={busy.value}
          onClick={() => void run(() => editing.overwrite(), words("conflict_overwritten"))}
        >
          {words("conflict_overwrite")}
        </Button>
        {merged && (
          <Button
            look="primary"
            busy={busy.value}
            onClick={() => void run(() => editing.saveMerged(merged), words("merge_saved"))}
          >
            {words("merge_save")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

interface ConflictChoiceProps {
  label: string;
  theirs: string;
  yours: string;
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

function ConflictChoice({ label, theirs, yours, choice, onChoose }: ConflictChoiceProps): JSX.Element {
  const words = useEditorWords();
  const name = useId();
  const texts: [Choice, string, string][] = [
    ["theirs", words("conflict_theirs"), theirs],
    ["yours", words("conflict_yours"), yours],
    ["both", words("merge_both"), ""],
  ];
  return (
    <fieldset class="merge-choice">
      <legend>{label}</legend>
      {texts.map(([option, said, text]) => (
        <label key={option} class="merge-option">
          <span>
            <input type="radio" name={name} checked={choice === option} onChange={() => onChoose(option)} />{" "}
            {said}
          </span>
          {option !== "both" && (
            <pre class="whole-text" dir="auto">
              {text || "–"}
            </pre>
          )}
        </label>
      ))}
    </fieldset>
  );
}
