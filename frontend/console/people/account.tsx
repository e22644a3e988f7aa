/** The person's own settings: alerts, single-key shortcuts, password, second factor, open sign-ins, API tokens. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { ApiError } from "../../shared/http";
import { Failure } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { LanguageChoice } from "../../shared/staff/language";
import { PasswordField, SHORTEST_PASSWORD } from "../../shared/staff/sign-in/password-field";
import type { Session } from "../../shared/staff/sign-in/session";
import { askForNotifications, notificationPermission, setSound, soundOn } from "../alerts/alerts";
import { useConsole } from "../app/context";
import { setShortcuts, shortcutsOn } from "../app/keyboard";
import { useConsoleWords } from "../messages";
import { ApiTokens } from "./api-tokens";
import { OpenSignIns } from "./open-sign-ins";
import { SecondFactorCard } from "./second-factor";
import "./people.css";

export function AccountPage({ session }: { session: Session }): JSX.Element {
  const words = useConsoleWords();
  const { me, toasts } = useConsole();
  const signOut = (): Promise<void> =>
    session.signOut().catch((error: unknown) => toasts.fail(failureText(error, words)));
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("account_title")}</h1>
        <p class="staff-row">
          <bdi>{words("account_signed_in", { name: me.name, email: me.email })}</bdi>
          <Button small onClick={() => void signOut()}>
            {words("sign_out")}
          </Button>
        </p>
        <section class="staff-card">
          <h2>{words("interface_language")}</h2>
          <LanguageChoice />
        </section>
        <Alerts />
        <section class="staff-card">
          <h2>{words("account_keyboard")}</h2>
          <label class="staff-check">
            <input
              type="checkbox"
              checked={shortcutsOn.value}
              onChange={(event) => setShortcuts(event.currentTarget.checked)}
            />
            {words("account_keyboard_switch")}
          </label>
        </section>
        <ChangePassword />
        <SecondFactorCard />
        <OpenSignIns />
        <ApiTokens />
      </div>
    </main>
  );
}

function Alerts(): JSX.Element {
  const words = useConsoleWords();
  const permission = notificationPermission.value;
  return (
    <section class="staff-card">
      <h2>{words("account_alerts")}</h2>
      <label class="staff-check">
        <input
          type="checkbox"
          checked={soundOn.value}
          onChange={(event) => setSound(event.currentTarget.checked)}
        />
        {words("sound_switch")}
      </label>
      <div class="staff-row">
        <span>{words("notify_switch")}</span>
        {permission === "default" ? (
          <Button small onClick={() => void askForNotifications()}>
            {words("notify_ask")}
          </Button>
        ) : (
          <span class="staff-hint">{words(`notify_${permission}`)}</span>
        )}
      </div>
    </section>
  );
}

function ChangePassword(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const currentField = useId();

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormData(element);
    busy.value = true;
    failure.value = null;
    try {
      await api.post("/me/password", {
        current: String(form.get("current")),
        new: String(form.get("password")),
      });
      element.reset();
      toasts.tell(words("password_changed"));
    } catch (error) {
      const wrong = error instanceof ApiError && error.code === "wrong_credentials";
      failure.value = wrong ? words("password_current_wrong") : failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <section class="staff-card">
      <h2>{words("account_password")}</h2>
      <form class="staff-form narrow-form" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={currentField}>{words("password_current")}</label>
          <input
            id={currentField}
            class="input"
            name="current"
            type="password"
            required
            autocomplete="current-password"
          />
        </div>
        <PasswordField
          label={words("password_new")}
          hint={words("password_hint")}
          shortest={SHORTEST_PASSWORD}
        />
        <Failure text={failure.value} />
        <Button look="primary" type="submit" busy={busy.value}>
          {words("password_change")}
        </Button>
      </form>
    </section>
  );
}
