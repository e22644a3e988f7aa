/** One setting: its label, its input, what is wrong with it, where its value comes from, and the way back. */
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { useConsoleWords } from "../messages";
import { type FieldName, inShort } from "./company";
import type { CompanyForm, Wrong } from "./form";

/** What an input needs to be tied to its label, hint and error. */
export interface Ties {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean;
}

interface FieldProps {
  form: CompanyForm;
  name: FieldName;
  hint?: string;
  /** The part of the field that this input writes, such as a language. */
  part?: string;
  children: (ties: Ties) => ComponentChildren;
}

export function Field({ form, name, hint, part, children }: FieldProps): JSX.Element {
  const words = useConsoleWords();
  const id = useId();
  const wrong = form.wrong.value[part ? `${name}.${part}` : name] ?? form.wrong.value[name];
  const ties = { id, "aria-describedby": `${id}-about`, "aria-invalid": wrong !== undefined };
  return (
    <div class="field">
      <label for={id}>{words(`setting_${name}`)}</label>
      {children(ties)}
      <div id={`${id}-about`}>
        {wrong && (
          <p class="field-error" role="alert">
            <WrongText wrong={wrong} form={form} />
          </p>
        )}
        {hint && <p class="staff-hint">{hint}</p>}
        {part === undefined && <Origin form={form} name={name} />}
      </div>
    </div>
  );
}

function WrongText({ wrong, form }: { wrong: Wrong; form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  if (wrong.code === "too_long")
    return <>{words("settings_wrong_too_long", { limit: wrong.limit ?? "?" })}</>;
  if (wrong.code === "unknown_placeholder")
    return <>{words("settings_wrong_unknown_placeholder", { names: placeholders(form) })}</>;
  return <>{wrong.message}</>;
}

/** Where the value comes from, unless it is simply not set. */
function Origin({ form, name }: { form: CompanyForm; name: FieldName }): JSX.Element | null {
  const words = useConsoleWords();
  const described = form.stored.value?.values[name];
  if (!described) return null;
  const fallback = inShort(described.fallback);
  if (!form.isOwn(name))
    return described.source === "environment" ? (
      <p class="staff-hint">{words("settings_from_environment")}</p>
    ) : null;
  return (
    <p class="staff-hint">
      {fallback ? words("settings_instead", { value: fallback }) : words("settings_instead_nothing")}{" "}
      <button
        type="button"
        class="link-button"
        aria-label={words("settings_reset_label", { label: words(`setting_${name}`) })}
        onClick={() => form.set(name, null)}
      >
        {words("settings_reset")}
      </button>
    </p>
  );
}

export function placeholders(form: CompanyForm): string {
  return (form.stored.value?.placeholders ?? []).map((name) => `{${name}}`).join(", ");
}

interface LineFieldProps {
  form: CompanyForm;
  name: "company" | "bot_name" | "privacy_link";
  hint?: string;
  longest: number;
}

export function LineField({ form, name, hint, longest }: LineFieldProps): JSX.Element {
  return (
    <Field form={form} name={name} hint={hint}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          maxLength={longest}
          value={form.line(name)}
          onInput={(event) => form.set(name, event.currentTarget.value || null)}
        />
      )}
    </Field>
  );
}
