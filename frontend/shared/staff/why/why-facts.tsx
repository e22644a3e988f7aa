/** The facts behind a decision, for agents beside a message and for editors when they test a question. */
import type { ComponentChildren, JSX } from "preact";
import type { Why } from "../../types";
import { useWords } from "../../words";
import { type StaffKey, staffEn } from "../messages/en";

export function WhyFact({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="why-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The facts behind a decision. Older messages have only the facts stored at the time. */
export function WhyFacts({ why }: { why: Partial<Why> }): JSX.Element {
  const words = useWords<StaffKey>();
  const percent = (share: number): string =>
    new Intl.NumberFormat(words.locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
  const share = (label: StaffKey, value: number | null | undefined): JSX.Element | false =>
    typeof value === "number" && <WhyFact label={words(label)}>{percent(value)}</WhyFact>;
  const made = [
    why.calibration && words("why_calibration", { id: why.calibration }),
    why.knowledge_version && words("why_version", { version: why.knowledge_version }),
    why.promise && words("why_promise", { promise: percent(why.promise) }),
  ].filter(Boolean);
  return (
    <>
      {why.sensitive && (
        <WhyFact label={words("why_sensitive")}>
          <bdi>{words("why_sensitive_phrase", why.sensitive)}</bdi>
        </WhyFact>
      )}
      {why.frustration && (
        <WhyFact label={words("why_frustration")}>
          <ul class="why-list">
            {Object.entries(why.frustration.rules).map(([rule, points]) => (
              <li key={rule}>
                {ruleText(rule, words)} <span>+{points.toLocaleString(words.locale)}</span>
              </li>
            ))}
          </ul>
        </WhyFact>
      )}
      {share("why_among_three", why.among_three)}
      {share("why_known", why.known)}
      {share("why_in_scope", why.in_scope)}
      {why.in_context && <WhyFact label={words("why_context")}>{words("why_in_context")}</WhyFact>}
      {why.intents && why.intents.length > 0 && (
        <WhyFact label={words("why_intents")}>
          <ol class="why-list">
            {why.intents.slice(0, 3).map((intent) => (
              <li key={intent.name}>
                {intent.name.replace(/_/g, " ")} <span>{percent(intent.confidence)}</span>
              </li>
            ))}
          </ol>
        </WhyFact>
      )}
      {made.length > 0 && <WhyFact label={words("why_made_with")}>{made.join(", ")}</WhyFact>}
    </>
  );
}

function ruleText(rule: string, words: (key: StaffKey) => string): string {
  const key = `frustration_${rule}`;
  return Object.hasOwn(staffEn, key) ? words(key as StaffKey) : rule;
}
