/** The first hour: five steps that make a new installation the company's own. Each can be skipped and come back to. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Button, Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import type { Session } from "../../shared/staff/sign-in/session";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { AdministratorStep } from "./administrator";
import { ArticlesStep } from "./articles";
import { CompanyStep } from "./company";
import { PeopleStep } from "./people";
import { QuestionsStep } from "./questions";
import { FirstHourSteps, STEPS, type Step, type StepProps } from "./steps";
import "./first-hour.css";

const VIEWS: Record<Step, (props: StepProps) => JSX.Element> = {
  administrator: AdministratorStep,
  company: CompanyStep,
  articles: ArticlesStep,
  questions: QuestionsStep,
  people: PeopleStep,
};

export function FirstHourPage({ session }: { session: Session }): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const steps = useMemo(() => new FirstHourSteps(api, () => session.load()), [api]);
  const heading = useRef<HTMLHeadingElement>(null);
  const tell = (error: unknown): void => toasts.fail(failureText(error, words));
  useEffect(() => {
    document.title = `${words("first_title")} · ${words("product")}`;
    steps.load().catch(tell);
  }, [steps]);
  const step = steps.step.value;
  const known = steps.known.value;
  useEffect(() => heading.current?.focus(), [step, known?.open]);

  async function settle(work?: () => Promise<boolean>): Promise<void> {
    try {
      if (!work || (await work())) await steps.settle("done");
    } catch (error) {
      tell(error);
    }
  }

  if (!known)
    return (
      <main id="content" class="staff-page" tabIndex={-1}>
        <Spinner label={words("loading")} />
      </main>
    );
  const View = VIEWS[step];
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner first-hour">
        <h1>{words("first_title")}</h1>
        {known.open ? (
          <>
            <Progress steps={steps} />
            <section class="first-step" aria-labelledby="first-step">
              <h2 id="first-step" tabIndex={-1} ref={heading}>
                {words(`first_${step}_title`)}
              </h2>
              <p class="staff-hint">{words(`first_${step}_hint`)}</p>
              <View steps={steps} settle={settle} />
              <div class="staff-row">
                <Button look="quiet" onClick={() => void steps.settle("skipped").catch(tell)}>
                  {words(step === "people" ? "first_finish_later" : "first_skip")}
                </Button>
              </div>
            </section>
          </>
        ) : (
          <Over heading={heading} />
        )}
      </div>
    </main>
  );
}

function Progress({ steps }: { steps: FirstHourSteps }): JSX.Element {
  const words = useConsoleWords();
  const known = steps.known.value?.steps;
  return (
    <nav aria-label={words("first_steps")}>
      <ol class="first-steps">
        {STEPS.map((step) => {
          const state = known?.[step] ?? "open";
          const here = steps.step.value === step;
          return (
            <li key={step} class={`first-steps-${state}`}>
              <button
                type="button"
                aria-current={here ? "step" : undefined}
                onClick={() => {
                  steps.step.value = step;
                }}
              >
                {words(`first_${step}`)}
                <span class="visually-hidden"> ({words(`first_state_${state}`)})</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Over({ heading }: { heading: { current: HTMLHeadingElement | null } }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card first-step" aria-labelledby="first-over">
      <h2 id="first-over" tabIndex={-1} ref={heading}>
        {words("first_over")}
      </h2>
      <p>{words("first_over_hint")}</p>
      <div class="first-links">
        <a class="button button-primary" href={hrefOf("inbox")}>
          {words("nav_inbox")}
        </a>
        <a class="button button-plain" href={hrefOf("settings")}>
          {words("nav_settings")}
        </a>
        <a class="button button-plain" href="/editor">
          {words("first_editor")}
        </a>
      </div>
    </section>
  );
}
