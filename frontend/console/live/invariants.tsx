/** The health checks of the Live page. Each failed check links to the conversations that failed it. */

import type { JSX } from "preact";
import type { Invariant, InvariantReport } from "../../shared/api/contract";
import { Spinner, StatusDot } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { clockTime } from "../../shared/time/time";
import { codeText, useConsoleWords } from "../messages";
import { useReadEvery } from "./read-every";

const EVERY_MS = 10_000;

export function InvariantsCard(): JSX.Element {
  const words = useConsoleWords();
  const { value: known, failure } = useReadEvery<InvariantReport>("/invariants", EVERY_MS);
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
      {failure && <p class="field-error">{failure}</p>}
      {!known && !failure && <Spinner label={words("loading")} />}
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
