/** Leaves an e-mail address and a note, for when nobody is there. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { useWidget, useWords } from "./context";

/** Only what is surely no address is refused here; the server has the last word. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MAX_NOTE = 2000;

export function ContactForm(): JSX.Element {
  const { store, controller, show } = useWidget();
  const words = useWords();
  const [email, setEmail] = useState("");
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    const fits = ADDRESS.test(email.trim());
    setWrong(!fits);
    if (fits) void controller.leaveContact(email.trim(), note.trim());
    else field.current?.focus();
  };
  return (
    <form class="panel" noValidate onSubmit={submit} aria-label={words("contact_title")}>
      <h2>{words("contact_title")}</h2>
      <div class="field">
        <label for="contact-email">{words("contact_email")}</label>
        <input
          id="contact-email"
          ref={field}
          class="input"
          type="email"
          autocomplete="email"
          value={email}
          aria-invalid={wrong}
          aria-describedby={wrong ? "contact-wrong" : undefined}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        {wrong && (
          <p id="contact-wrong" class="field-error" role="alert">
            {words("contact_email_wrong")}
          </p>
        )}
      </div>
      <div class="field">
        <label for="contact-note">{words("contact_note")}</label>
        <textarea
          id="contact-note"
          class="input"
          rows={2}
          dir="auto"
          maxLength={MAX_NOTE}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
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
