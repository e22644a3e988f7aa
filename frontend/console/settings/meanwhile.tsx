/** What somebody else has changed while this page was being edited, and the way to take it over. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { useConsoleWords } from "../messages";
import { inShort } from "./company";
import type { CompanyForm, Difference } from "./form";

export function MeanwhileCard({ form }: { form: CompanyForm }): JSX.Element | null {
  const words = useConsoleWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const meanwhile = form.meanwhile.value;
  useEffect(() => {
    if (meanwhile) heading.current?.focus();
  }, [meanwhile !== null]);
  if (!meanwhile) return null;
  return (
    <section class="staff-card settings-meanwhile" aria-labelledby="settings-meanwhile">
      <h2 id="settings-meanwhile" ref={heading} tabIndex={-1}>
        {words("settings_conflict_title", { name: meanwhile.by || words("settings_somebody") })}
      </h2>
      <p>{words("settings_conflict_text")}</p>
      <ul>
        {meanwhile.differences.map((each) => (
          <DifferenceRow key={each.name} form={form} difference={each} />
        ))}
      </ul>
      <div>
        <Button onClick={() => (form.meanwhile.value = null)}>{words("settings_conflict_close")}</Button>
      </div>
    </section>
  );
}

function DifferenceRow({ form, difference }: { form: CompanyForm; difference: Difference }): JSX.Element {
  const words = useConsoleWords();
  const { name, theirs, yours } = difference;
  const label = words(`setting_${name}`);
  const shown = (value: Difference["theirs"]): string => inShort(value) || words("settings_empty");
  return (
    <li>
      <strong>{label}</strong>
      <br />
      {words("settings_conflict_theirs", { value: shown(theirs) })}
      {yours !== undefined && (
        <>
          <br />
          {words("settings_conflict_yours", { value: shown(yours) })}{" "}
          <button
            type="button"
            class="link-button"
            aria-label={words("settings_conflict_use_label", { label })}
            onClick={() => form.useTheirs(name)}
          >
            {words("settings_conflict_use")}
          </button>
        </>
      )}
    </li>
  );
}
