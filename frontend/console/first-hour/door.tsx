/**
 * The first step by the printed link: a password for the first administrator. The token is in the address's fragment,
 * which browsers never send to any server; it is taken out of the address at once, and kept in this tab for a reload.
 */
import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { Failure } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { go } from "../../shared/staff/route";
import { acceptLink, isDeadLink } from "../../shared/staff/sign-in/one-time-link";
import { PasswordField, SHORTEST_PASSWORD } from "../../shared/staff/sign-in/password-field";
import type { Session } from "../../shared/staff/sign-in/session";
import { Door } from "../../shared/staff/sign-in/sign-in";
import { sessionStore } from "../../shared/storage/storage";
import { useConsoleWords } from "../messages";
import { START } from "./steps";

const KEPT = "baton.first-hour";

const token = signal(takeToken());

// The link may be opened in a tab that shows the console already; then only the fragment changes.
addEventListener("hashchange", () => {
  if (/^#start(=|$)/.test(location.hash)) location.reload();
});

interface DoorProps {
  session: Session;
  otherwise: JSX.Element;
}

export function FirstHourDoor({ session, otherwise }: DoorProps): JSX.Element {
  if (token.value) return <FirstPassword session={session} token={token.value} />;
  return otherwise;
}

function FirstPassword(props: { session: Session; token: string }): JSX.Element {
  const words = useConsoleWords();
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    busy.value = true;
    try {
      await acceptLink(props.session, props.token, form);
      leave();
    } catch (error) {
      failure.value = isDeadLink(error) ? words("first_link_dead") : failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <Door product={words("product")} title={words("first_title")}>
      <p>{words("first_intro")}</p>
      <form class="staff-form" onSubmit={(event) => void submit(event)}>
        <PasswordField
          label={words("first_password")}
          hint={words("password_hint")}
          shortest={SHORTEST_PASSWORD}
        />
        <Failure text={failure.value} />
        <div class="staff-row">
          <Button look="primary" type="submit" busy={busy.value}>
            {words("first_begin")}
          </Button>
          <Button look="quiet" onClick={leave}>
            {words("first_have_sign_in")}
          </Button>
        </div>
      </form>
    </Door>
  );
}

function leave(): void {
  sessionStore.remove(KEPT);
  token.value = null;
  go(START);
}

function takeToken(): string | null {
  const hash = location.hash.slice(1);
  const found = new URLSearchParams(hash).get("start");
  if (found === null) return sessionStore.readText(KEPT);
  history.replaceState(null, "", `${location.pathname}#/${START}`);
  if (found) sessionStore.writeText(KEPT, found);
  return found || null;
}
