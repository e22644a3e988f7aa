/** The form before the first message, in the place of the field to write in. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { useWidget, useWords } from "../views/context";
import { PrivacyNote } from "../views/greeting";
import {
  type Asked,
  askedOf,
  type Filled,
  type FormFault,
  type FormField,
  formFaults,
  tidyForm,
} from "./form";

const INPUTS = {
  name: { type: "text", dir: "auto", autocomplete: "name", maxLength: 200 },
  email: { type: "email", dir: "ltr", autocomplete: "email", inputMode: "email", maxLength: 320 },
} as const;

export function EntryForm(): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const asked = askedOf(store.settings.value, store.signedIn.value);
  const [filled, fill] = useState<Filled>({});
  const [faults, setFaults] = useState<Partial<Record<FormField, FormFault>>>({});
  const form = useRef<HTMLFormElement>(null);
  const wanted = store.looking.value && (store.outgoing.value.length > 0 || store.busy.value);
  useEffect(() => {
    // What was said waits for the form. Otherwise a phone's keyboard would cover what the customer came to read.
    if (wanted || (store.looking.value && matchMedia("(pointer: fine)").matches))
      focusOn(form.current, asked[0]);
  }, [wanted, store.looking.value]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const given = tidyForm(filled);
    const found = formFaults(asked, given);
    setFaults(found);
    const first = asked.find(({ field }) => found[field]);
    if (first) focusOn(form.current, first);
    else store.filled.value = given;
  };
  return (
    <form class="panel" ref={form} noValidate onSubmit={submit} aria-labelledby="form-title">
      <h2 id="form-title">{words("form_title")}</h2>
      {asked.map((each) => (
        <AskedField
          key={each.field}
          asked={each}
          value={filled[each.field] ?? ""}
          fault={faults[each.field]}
          onInput={(value) => fill({ ...filled, [each.field]: value })}
        />
      ))}
      <PrivacyNote />
      <div class="panel-actions">
        <Button small look="primary" type="submit">
          {words("form_start")}
        </Button>
      </div>
    </form>
  );
}

interface AskedFieldProps {
  asked: Asked;
  value: string;
  fault: FormFault | undefined;
  onInput: (value: string) => void;
}

function AskedField({ asked, value, fault, onInput }: AskedFieldProps): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const { field, required } = asked;
  const label = words(
    ({ name: "form_name", email: "contact_email", department: "departments_question" } as const)[field],
  );
  const ties = {
    id: `form-${field}`,
    name: field,
    class: "input",
    value,
    required,
    "aria-invalid": fault !== undefined,
    "aria-describedby": fault ? `form-${field}-wrong` : undefined,
  };
  return (
    <div class="field">
      <label for={ties.id}>{required ? label : words("form_optional", { field: label })}</label>
      {field === "department" ? (
        <select {...ties} onChange={(event) => onInput(event.currentTarget.value)}>
          <option value="">{words("form_choose")}</option>
          {store.settings.value?.departments.map(({ id, name, open }) => (
            <option key={id} value={id}>
              {open ? name : words("departments_closed", { name })}
            </option>
          ))}
        </select>
      ) : (
        <input {...ties} {...INPUTS[field]} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {fault && (
        <p id={`form-${field}-wrong`} class="field-error" role="alert">
          {words(fault === "missing" ? "form_missing" : "contact_email_wrong")}
        </p>
      )}
    </div>
  );
}

function focusOn(form: HTMLFormElement | null, asked: Asked | undefined): void {
  if (asked) form?.querySelector<HTMLElement>(`[name=${asked.field}]`)?.focus();
}
