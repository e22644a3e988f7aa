/**
 * Sets a password through a one-time link, and signs in. The token is in the address's fragment, which browsers never send
 * to any server. It is removed from the address as soon as it is read.
 */
import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { Failure } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { acceptLink, isDeadLink } from "../../shared/staff/sign-in/one-time-link";
import { PasswordField, SHORTEST_PASSWORD } from "../../shared/staff/sign-in/password-field";
import type { Session } from "../../shared/staff/sign-in/session";
import { Door } from "../../shared/staff/sign-in/sign-in";
import { useConsoleWords } from "../messages";

const token = signal(takeToken());

export function InvitationDoor({
  session,
  otherwise,
}: {
  session: Session;
  otherwise: JSX.Element;
}): JSX.Element {
  if (token.value) return <Invitation session={session} token={token.value} />;
  return otherwise;
}

function Invitation(props: { session: Session; token: string }): JSX.Element {
  const words = useConsoleWords();
  const failure = useSignal<string | null>(null);
  const dead = useSignal(false);
  const busy = useSignal(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    busy.value = true;
    try {
      await acceptLink(props.session, props.token, form);
      token.value = null;
    } catch (error) {
      dead.value = isDeadLink(error);
      failure.value = dead.value ? words("invitation_dead") : failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <Door product={words("product")} title={words("invitation_title")}>
      <p>{words("invitation_text")}</p>
      <form class="staff-form" onSubmit={(event) => void submit(event)}>
        <PasswordField
          label={words("password_new")}
          hint={words("password_hint")}
          shortest={SHORTEST_PASSWORD}
        />
        <Failure text={failure.value} />
        {dead.value ? (
          <Button onClick={() => (token.value = null)}>{words("invitation_to_sign_in")}</Button>
        ) : (
          <Button look="primary" type="submit" busy={busy.value}>
            {words("invitation_submit")}
          </Button>
        )}
      </form>
    </Door>
  );
}

function takeToken(): string | null {
  const found = new URLSearchParams(location.hash.slice(1)).get("invitation");
  if (found) history.replaceState(null, "", location.pathname);
  return found;
}
