/** The Answers page: the target precision, its effects, and whether stated probabilities match results. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Button, Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { ago } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { type ConsoleWords, useConsoleWords } from "../messages";
import { percent } from "../transcript/why";
import { type Answering, LEAST, MOST, mostOf, type Shares, STEP, settingAt } from "./answering";
import { Chart } from "./chart";
import "./answers.css";

export function AnswersPage(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const state = useRead(() => api.get<Answering>("/answering"), "", words);
  useEffect(() => {
    document.title = `${words("nav_answers")} · ${words("product")}`;
  }, [words]);

  async function save(promise: number): Promise<void> {
    try {
      state.put(await api.put<Answering>("/answering", { promise }));
      toasts.tell(words("answers_saved"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("nav_answers")}</h1>
        <p class="staff-hint">{words("answers_hint")}</p>
        {state.busy && !state.value && <Spinner label={words("loading")} />}
        {state.failure && (
          <p class="field-error">
            {state.failure} <Button onClick={state.again}>{words("try_again")}</Button>
          </p>
        )}
        {state.value && <Dial key={state.value.promise} state={state.value} words={words} onSave={save} />}
      </div>
    </main>
  );
}

interface DialProps {
  state: Answering;
  words: ConsoleWords;
  onSave: (promise: number) => Promise<void>;
}

function Dial({ state, words, onSave }: DialProps): JSX.Element {
  const held = state.promise ?? state.default_promise ?? 0.9;
  const promise = useSignal(held);
  const busy = useSignal(false);
  const slider = useId();
  const here = settingAt(state, promise.value);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    await onSave(promise.peek());
    busy.value = false;
  }

  const text = words("answers_promised", { count: Math.round(promise.value * 100) });
  return (
    <>
      <form class="staff-card dial" onSubmit={(event) => void submit(event)}>
        <label for={slider}>{words("answers_promise")}</label>
        <output for={slider} class="dial-value">
          {text}
        </output>
        <input
          id={slider}
          type="range"
          min={LEAST}
          max={MOST}
          step={STEP}
          value={promise.value}
          aria-valuetext={text}
          onInput={(event) => {
            promise.value = Math.round(event.currentTarget.valueAsNumber * 100) / 100;
          }}
        />
        <p class="dial-ends staff-hint" aria-hidden="true">
          <span>{words("answers_more")}</span>
          <span>{words("answers_surer")}</span>
        </p>
        <div class="staff-row">
          <Button look="primary" type="submit" busy={busy.value} disabled={promise.value === held}>
            {words("answers_save")}
          </Button>
          <span class="staff-hint">{setBy(state, words)}</span>
        </div>
      </form>
      {!state.calibration && <p class="staff-notice">{words("answers_unknown")}</p>}
      {here && (
        <section class="staff-card" aria-live="polite">
          <h2>{words("answers_does")}</h2>
          <SharesBar
            title={words("answers_lately", {
              days: state.lately.days,
              count: state.lately.questions.toLocaleString(words.locale),
            })}
            shares={here.lately}
            words={words}
          />
          <SharesBar
            title={words("answers_calibrated", {
              count: (state.calibration?.questions ?? 0).toLocaleString(words.locale),
            })}
            shares={here.calibrated}
            words={words}
          />
          <p class="staff-hint">
            {words("answers_threshold", {
              threshold: here.threshold > 1 ? words("answers_never") : percent(here.threshold, words.locale),
            })}
          </p>
        </section>
      )}
      {state.curve.length > 0 && (
        <div class="charts">
          <RiskChart state={state} answered={here?.calibrated.answered ?? 0} words={words} />
          <ReliabilityChart state={state} words={words} />
        </div>
      )}
    </>
  );
}

function setBy(state: Answering, words: ConsoleWords): string {
  if (!state.set_at) return words("answers_default");
  return words("answers_set_by", { name: state.set_by ?? "", when: ago(state.set_at, words) });
}

const PARTS = ["answered", "tentative", "clarified", "handed_over"] as const;

function SharesBar(props: { title: string; shares: Shares | null; words: ConsoleWords }): JSX.Element {
  const { shares, words } = props;
  return (
    <div class="shares">
      <h3>{props.title}</h3>
      {!shares && <p class="staff-hint">{words("answers_none_lately")}</p>}
      {shares && (
        <>
          <div class="shares-bar" aria-hidden="true">
            {PARTS.map((part) => (
              <span key={part} class={`shares-${part}`} style={{ flexGrow: shares[part] }} />
            ))}
          </div>
          <dl class="shares-numbers">
            {PARTS.map((part) => (
              <div key={part} class={`shares-key-${part}`}>
                <dt>{words(`answers_${part}`)}</dt>
                <dd>{percent(shares[part], words.locale)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

function RiskChart(props: { state: Answering; answered: number; words: ConsoleWords }): JSX.Element {
  const { state, words } = props;
  const wrong = state.curve.map((cut) => ({ x: cut.coverage, y: 1 - cut.precision }));
  const countedOn = state.curve.map((cut) => ({ x: cut.coverage, y: 1 - cut.counted_on }));
  const share = (value: number): string => percent(value, words.locale);
  return (
    <Chart
      title={words("risk_title")}
      xLabel={words("risk_answered")}
      yLabel={words("risk_wrong")}
      xMost={1}
      yMost={mostOf([...wrong, ...countedOn].map(({ y }) => y))}
      lines={[
        { name: words("risk_expected"), look: "plain", points: wrong },
        { name: words("risk_counted_on"), look: "dashed", points: countedOn },
      ]}
      mark={props.answered > 0 ? { x: props.answered, label: words("risk_here") } : null}
      locale={words.locale}
      table={{
        summary: words("chart_numbers"),
        head: [
          words("risk_answered"),
          words("risk_expected"),
          words("risk_counted_on"),
          words("risk_threshold"),
        ],
        rows: state.curve.map((cut) => [
          share(cut.coverage),
          share(1 - cut.precision),
          share(1 - cut.counted_on),
          share(cut.threshold),
        ]),
      }}
    />
  );
}

function ReliabilityChart({ state, words }: { state: Answering; words: ConsoleWords }): JSX.Element {
  const bins = state.reliability;
  const share = (value: number): string => percent(value, words.locale);
  return (
    <Chart
      title={words("reliability_title")}
      xLabel={words("reliability_said")}
      yLabel={words("reliability_right")}
      xMost={1}
      yMost={1}
      lines={[
        {
          name: words("reliability_ideal"),
          look: "faint",
          points: [
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ],
        },
        {
          name: words("reliability_questions"),
          look: "dots",
          points: bins.map((bin) => ({ x: bin.said, y: bin.right })),
        },
      ]}
      locale={words.locale}
      table={{
        summary: words("chart_numbers"),
        head: [words("reliability_said"), words("reliability_right"), words("reliability_count")],
        rows: bins.map((bin) => [share(bin.said), share(bin.right), String(Math.round(bin.questions))]),
      }}
    />
  );
}
