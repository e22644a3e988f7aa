/** Leaves an e-mail address, a phone number or both, and a note, for when nobody is there or the wait is long. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { useWidget, useWords } from "../views/context";
import { type Contact, type ContactField, type Faults, faultsOf, tidied } from "./contact";

const MAX_NOTE = 2000;
const FIELDS = {
  email: { type: "email", dir: "ltr", autocomplete: "email", inputMode: "email", maxLength: 320 },
  phone: { type: "tel", dir: "ltr", autocomplete: "tel", inputMode: "tel", maxLength: 40 },
} as const;

export function ContactForm(): JSX.Element {
  const { store, controller, show } = useWidget();
  const words = useWords();
  const [contact, setContact] = useState<Contact>(
    store.contactLeft.value ?? { email: "", phone: "", note: "" },
  );
  const [faults, setFaults] = useState<Faults>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusOn(form.current, "email"), []);
  const blame = (found: Faults): void => {
    setFaults(found);
    focusOn(form.current, found.email ? "email" : "phone");
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const left = tidied(contact);
    const found = faultsOf(left);
    if (found.email || found.phone) return blame(found);
    setFaults({});
    const refused = await controller.leaveContact(left);
    if (refused) blame({ [refused]: "wrong" });
  };
  const neither = faults.email === "neither";
  const field = (name: ContactField): JSX.Element => (
    <Field
      name={name}
      value={contact[name]}
      fault={faults[name]}
      onInput={(value) => setContact({ ...contact, [name]: value })}
    />
  );
  return (
    <form
      class="panel"
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      aria-label={words("contact_title")}
    >
      <h2>{words("contact_title")}</h2>
      <p
        id="contact-hint"
        class={neither ? "field-error" : "panel-soft"}
        role={neither ? "alert" : undefined}
      >
        {words(neither ? "contact_neither" : "contact_hint")}
      </p>
      {field("email")}
      {field("phone")}
      <div class="field">
        <label for="contact-note">{words("contact_note")}</label>
        <textarea
          id="contact-note"
          class="input"
          rows={2}
          dir={contact.note ? "auto" : words.direction}
          maxLength={MAX_NOTE}
          value={contact.note}
          onInput={(event) => setContact({ ...contact, note: event.currentTarget.value })}
        />
      </div>
      <div class="panel-actions">
        <Button small look="primary" type="submit" busy={store.busy.value}>
          {words("contact_send")}
        </Button>
        <Button small onClick={() => show("none")}>
          {words("cancel")}
        </Button>
      </div>
    </form>
  );
}

function Field({
  name,
  value,
  fault,
  onInput,
}: {
  name: ContactField;
  value: string;
  fault: Faults[ContactField];
  onInput: (value: string) => void;
}): JSX.Element {
  const words = useWords();
  const wrong = fault === "wrong";
  return (
    <div class="field">
      <label for={`contact-${name}`}>{words(`contact_${name}`)}</label>
      <input
        id={`contact-${name}`}
        name={name}
        class="input"
        {...FIELDS[name]}
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={wrong ? `contact-hint contact-${name}-wrong` : "contact-hint"}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {wrong && (
        <p id={`contact-${name}-wrong`} class="field-error" role="alert">
          {words(`contact_${name}_wrong`)}
        </p>
      )}
    </div>
  );
}

function focusOn(form: HTMLFormElement | null, name: ContactField): void {
  form?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
}
