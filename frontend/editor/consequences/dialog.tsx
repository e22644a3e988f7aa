/** What a publication would change: progress, the questions by what happens to them, and the decision. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import {
  type Change,
  Check,
  type Pending,
  type Progress,
  pending,
  regressions,
  worthALook,
} from "./checking";
import { ConsequenceList } from "./list";

/** What the button says of each action: after the check, before its end, and if a golden question would be wrong. */
const LABELS = {
  publish: {
    checked: "publish",
    unchecked: "consequences_publish_unchecked",
    anyway: "consequences_publish_anyway",
  },
  remove: {
    checked: "archive",
    unchecked: "consequences_archive_unchecked",
    anyway: "consequences_archive_anyway",
  },
  widen: {
    checked: "consequences_widen",
    unchecked: "consequences_widen_unchecked",
    anyway: "consequences_widen_anyway",
  },
} as const;
type Labels = (typeof LABELS)[Change["action"]];

/** Stands once in the editor, and shows whatever waits for its check. */
export function ConsequencesDialog(): JSX.Element | null {
  const waiting = pending.value;
  return waiting && <Checked key={String(waiting.changes.length)} waiting={waiting} />;
}

function Checked({ waiting }: { waiting: Pending }): JSX.Element {
  const words = useEditorWords();
  const { api } = useEditor();
  const check = useMemo(() => new Check(api, waiting.changes), [api, waiting]);
  const failure = useSignal<string | null>(null);
  const progress = check.progress.value;
  const close = (): void => {
    check.stop();
    pending.value = null;
  };
  const cancel = (): void => {
    close();
    waiting.cancelled();
  };
  const proceed = (): void => {
    close();
    waiting.proceed();
  };
  useEffect(() => {
    check
      .run()
      .then(() => {
        const { finished, found } = check.progress.peek();
        if (finished && !worthALook(found)) proceed();
      })
      .catch((error: unknown) => {
        failure.value = failureText(error, words);
      });
    return () => check.stop();
  }, [check]);

  return (
    <Dialog title={words("consequences_title")} wide onClose={cancel}>
      <ProgressLine progress={progress} failure={failure.value} />
      <ConsequenceList found={progress.found} />
      <Decision
        progress={progress}
        failed={failure.value !== null}
        labels={LABELS[waiting.changes[0]?.action ?? "publish"]}
        onCancel={cancel}
        onProceed={proceed}
      />
    </Dialog>
  );
}

function ProgressLine({ progress, failure }: { progress: Progress; failure: string | null }): JSX.Element {
  const words = useEditorWords();
  const { done, total, golden, finished, found } = progress;
  if (failure) return <p class="field-error">{words("consequences_failed", { reason: failure })}</p>;
  if (finished)
    return (
      <p role="status">
        {words("consequences_done", { total, golden })} {words.count("consequences_found", found.length)}
      </p>
    );
  return (
    <div class="consequences-progress" role="status">
      <span>{total ? words("consequences_running", { done, total }) : words("consequences_begins")}</span>
      <progress aria-label={words("consequences_title")} {...(total ? { value: done, max: total } : {})} />
    </div>
  );
}

interface DecisionProps {
  progress: Progress;
  failed: boolean;
  labels: Labels;
  onCancel: () => void;
  onProceed: () => void;
}

/** A golden question that would be wrong is asked about twice. */
function Decision({ progress, failed, labels, onCancel, onProceed }: DecisionProps): JSX.Element {
  const words = useEditorWords();
  const sure = useSignal(false);
  const worse = regressions(progress.found).length;
  const label = words(progress.finished ? labels.checked : labels.unchecked);
  return (
    <>
      {sure.value && (
        <p class="field-error" role="alert">
          {words.count("consequences_regressions", worse)}
        </p>
      )}
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={onCancel}>
          {words("cancel")}
        </Button>
        {worse > 0 && sure.value ? (
          <Button look="danger" onClick={onProceed}>
            {words(labels.anyway)}
          </Button>
        ) : (
          <Button
            look={progress.finished && labels !== LABELS.remove && !failed ? "primary" : "plain"}
            onClick={() => {
              if (worse > 0) sure.value = true;
              else onProceed();
            }}
          >
            {label}
          </Button>
        )}
      </div>
    </>
  );
}
