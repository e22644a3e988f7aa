/** The sign-in of console and editor, with a helpful sentence for each error. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "../../http";
import { useWords } from "../../words";
import { LanguageChoice } from "../language";
import type { StaffKey } from "../messages/en";
import { ProviderButton } from "./provider";
import type { Session } from "./session";

interface SignInProps {
  session: Session;
  product: string;
  expired: boolean;
  email?: string;
  notice?: string;
}

export function SignIn({ session, product, expired, email = "", notice }: SignInProps): JSX.Element {
  const words = useWords<StaffKey>();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setFailure(null);
    try {
      await session.signIn(String(form.get("email")).trim(), String(form.get("password")));
    } catch (error) {
      setFailure(words(signInFailure(error)));
      setBusy(false);
      password.current?.select();
    }
  }

  return (
    <Door product={product} title={words("sign_in")}>
      {notice && <p class="staff-notice">{notice}</p>}
      {expired && <p class="staff-notice">{words("sign_in_expired")}</p>}
      <form onSubmit={submit} class="staff-form">
        <div class="field">
          <label for="sign-in-email">{words("email")}</label>
          <input
            id="sign-in-email"
            class="input"
            name="email"
            type="email"
            autocomplete="username"
            required
            defaultValue={email}
            autofocus={!email}
          />
        </div>
        <div class="field">
          <label for="sign-in-password">{words("password")}</label>
          <input
            id="sign-in-password"
            class="input"
            ref={password}
            name="password"
            type="password"
            autocomplete="current-password"
            required
            autofocus={email !== ""}
            aria-describedby={failure ? "sign-in-failure" : undefined}
            aria-invalid={failure !== null}
          />
        </div>
        {failure && (
          <p class="field-error" role="alert" id="sign-in-failure">
            {failure}
          </p>
        )}
        <button type="submit" class="button button-primary" disabled={busy}>
          {words(busy ? "signing_in" : "sign_in")}
        </button>
      </form>
      <ProviderButton session={session} />
      <LanguageChoice />
    </Door>
  );
}

/** The card shared by sign-in, invitation and "no connection". */
export function Door(props: { product: string; title: string; children: ComponentChildren }): JSX.Element {
  useEffect(() => {
    document.title = `${props.title} · ${props.product}`;
  }, [props.title, props.product]);
  return (
    <main class="staff-door">
      <div class="staff-door-card">
        <p class="staff-brand">{props.product}</p>
        <h1>{props.title}</h1>
        {props.children}
      </div>
    </main>
  );
}

export function Unreachable({ session, product }: { session: Session; product: string }): JSX.Element {
  const words = useWords<StaffKey>();
  useEffect(() => {
    const timer = setInterval(() => void retry(), 5_000);
    return () => clearInterval(timer);
  });
  async function retry(): Promise<void> {
    await session.load();
  }
  return (
    <Door product={product} title={words("unreachable_title")}>
      <p>{words("unreachable_text")}</p>
      <button type="button" class="button button-plain" onClick={() => void retry()}>
        {words("try_again")}
      </button>
    </Door>
  );
}

function signInFailure(error: unknown): StaffKey {
  if (!(error instanceof ApiError)) return "sign_in_failed";
  if (error.code === "wrong_credentials") return "sign_in_wrong";
  if (error.code === "rate_limited") return "sign_in_limited";
  if (error.code === "network") return "sign_in_network";
  return "sign_in_failed";
}
