/** The second step of signing in: the code of the person's app, or a recovery code. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { ApiError } from "../../http";
import { useWords } from "../../words";
import { failureText } from "../failure";
import type { StaffKey } from "../messages/en";
import type { Session } from "./session";
import { Door } from "./sign-in";

export function CodeStep(props: { session: Session; product: string; ticket: string }): JSX.Element {
  const words = useWords<StaffKey>();
  const [failure, setFailure] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await props.session.secondStep(props.ticket, field.current?.value ?? "");
    } catch (error) {
      const limited = error instanceof ApiError && error.code === "rate_limited";
      setOver(error instanceof ApiError && error.code === "ticket_expired");
      setFailure(limited ? words("sign_in_limited") : failureText(error, words));
      setBusy(false);
      field.current?.select();
    }
  }

  return (
    <Door product={props.product} title={words("code_title")}>
      <p>{words("code_text")}</p>
      <form onSubmit={submit} class="staff-form">
        <div class="field">
          <label for="sign-in-code">{words("code_label")}</label>
          <input
            id="sign-in-code"
            class="input"
            ref={field}
            autocomplete="one-time-code"
            autocapitalize="none"
            spellcheck={false}
            maxLength={64}
            required
            autofocus
            aria-describedby={failure ? "sign-in-failure" : undefined}
            aria-invalid={failure !== null}
          />
        </div>
        {failure && (
          <p class="field-error" role="alert" id="sign-in-failure">
            {failure}
          </p>
        )}
        {!over && (
          <button type="submit" class="button button-primary" disabled={busy}>
            {words("code_submit")}
          </button>
        )}
        <button type="button" class="button button-plain" onClick={() => props.session.toSignIn()}>
          {words("code_back")}
        </button>
      </form>
    </Door>
  );
}
