/** The health checks of the Live page. Each failed check links to the conversations that failed it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Spinner, StatusDot } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { hrefOf } from "../../shared/staff/route";
import { clockTime } from "../../shared/time/time";
import type { Invariant, InvariantReport } from "../api/types";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";

const EVERY_MS = 10_000;

export function InvariantsCard(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const report = useSignal<InvariantReport | null>(null);
  const failure = useSignal<string | null>(null);

  useEffect(() => {
    const read = (): Promise<void> =>
      api
        .get<InvariantReport>("/invariants")
        .then((answer) => {
          report.value = answer;
          failure.value = null;
        })
        .catch((error: unknown) => {
          failure.value = failureText(error, words);
        });
    void read();
    const timer = setInterval(() => void read(), EVERY_MS);
    return () => clearInterval(timer);
  }, [api, words]);

  const known = report.value;
  return (
    <section class="staff-card" aria-labelledby="invariants-heading">
      <div class="staff-row">
        <h2 id="invariants-heading">{words("invariants_title")}</h2>
        <span class="staff-spring" />
        {known && (
          <span class="staff-hint">
            {words("invariants_checked", { time: clockTime(known.checked_at, words.locale) })}
          </span>
        )}
      </div>
      {failure.value && <p class="field-error">{failure.value}</p>}
      {!known && !failure.value && <Spinner label={words("loading")} />}
      {known && (
        <ul class="staff-list invariants">
          {known.invariants.map((each) => (
            <li key={each.name}>
              <InvariantRow invariant={each} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function InvariantRow({ invariant }: { invariant: Invariant }): JSX.Element {
  const words = useConsoleWords();
  const holds = invariant.count === 0;
  const name = codeText(words, holds ? "holds" : "broken", invariant.name);
  return (
    <>
      <StatusDot
        tone={holds ? "good" : "danger"}
        label={words(holds ? "check_passed" : "check_failed", { name, count: invariant.count })}
      />
      {invariant.conversation_ids.map((id) => (
        <a key={id} href={hrefOf("all", id)}>
          {id.slice(-6)}
        </a>
      ))}
    </>
  );
}
