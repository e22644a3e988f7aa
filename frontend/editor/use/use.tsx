/** An article's use by customers: the outcomes of its answers, and the latest questions for a verdict. */

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { JudgedDecision, UseReport } from "../../shared/api/contract";
import { Badge, Button, Spinner, type Tone } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { ago } from "../../shared/time/time";
import { useEditor } from "../context";
import { ArticleFiguresView } from "../figures/article-figures";
import { codeText, type EditorWords, useEditorWords } from "../messages";

const COUNTS = ["chosen", "used_by_agents"] as const;
const LABEL_TONES: Record<string, Tone> = { right: "good", wrong: "danger", unknown: "neutral" };
type VerdictCode = "right" | "wrong" | "no_article";

export function ArticleUse({ id }: { id: string }): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit, toasts } = useEditor();
  const heading = useId();
  const use = useRead(() => api.get<UseReport>(`/articles/${segment(id)}/use`), id, words);

  async function judge(decision: JudgedDecision, verdict: VerdictCode): Promise<void> {
    try {
      const judged = await api.post<JudgedDecision>(`/decisions/${segment(decision.id)}/verdict`, {
        verdict,
      });
      const shown = use.value;
      if (!shown) return;
      use.put({ ...shown, decisions: shown.decisions.map((one) => (one.id === judged.id ? judged : one)) });
      toasts.tell(words("use_judged"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  return (
    <section class="try-out" aria-labelledby={heading}>
      <h2 id={heading}>{words("use_title")}</h2>
      <ArticleFiguresView id={id} />
      {use.busy && !use.value && <Spinner label={words("loading")} />}
      {use.failure && <p class="field-error">{use.failure}</p>}
      {use.value && (
        <>
          <p class="staff-hint">{words("use_hint", { days: use.value.days })}</p>
          <Counts use={use.value} words={words} />
          <h3>{words("use_latest")}</h3>
          {use.value.decisions.length === 0 && <p class="staff-empty">{words("use_none")}</p>}
          <ul class="staff-list article-list">
            {use.value.decisions.map((decision) => (
              <li key={decision.id}>
                <AskedRow
                  decision={decision}
                  words={words}
                  onJudge={mayEdit ? (verdict) => void judge(decision, verdict) : null}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Counts({ use, words }: { use: UseReport; words: EditorWords }): JSX.Element {
  return (
    <dl class="use-counts">
      {COUNTS.map((name) => (
        <div key={name}>
          <dt>{words(`use_${name}`)}</dt>
          <dd>{use[name].toLocaleString(words.locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface AskedRowProps {
  decision: JudgedDecision;
  words: EditorWords;
  onJudge: ((verdict: VerdictCode) => void) | null;
}

function AskedRow({ decision, words, onJudge }: AskedRowProps): JSX.Element {
  const { question } = decision;
  return (
    <article class="asked-row">
      <p class="asked-question">
        <bdi>{question}</bdi>
      </p>
      <p class="staff-hint article-facts">
        <span>{codeText(words, "action", decision.action)}</span>
        {decision.reason && <span>{codeText(words, "reason", decision.reason)}</span>}
        <span>{ago(decision.created_at, words)}</span>
        {decision.outcomes.map(({ happened, label, given_by }) => (
          <Badge key={happened} tone={LABEL_TONES[label] ?? "neutral"}>
            {codeText(words, "happened", happened)}
            {given_by && ` · ${given_by}`}
          </Badge>
        ))}
      </p>
      {onJudge && (
        <fieldset class="asked-verdict">
          <legend class="visually-hidden">{words("use_verdict", { question })}</legend>
          {(["right", "wrong", "no_article"] as const).map((verdict) => (
            <Button key={verdict} look="quiet" small onClick={() => onJudge(verdict)}>
              {words(`verdict_${verdict}`)}
            </Button>
          ))}
        </fieldset>
      )}
    </article>
  );
}
