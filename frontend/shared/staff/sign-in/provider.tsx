/** The way in through the company's own provider: a button under the password, and the reason if it led back. */
import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { SignInOptions } from "../../api/contract";
import { useWords } from "../../words";
import { type StaffKey, staffEn } from "../messages/en";
import type { Session } from "./session";

/** The code behind the `#` of the address to which the provider's answer led; taken away once it is read. */
const reason = signal(takeReason());

export function ProviderButton({ session }: { session: Session }): JSX.Element | null {
  const words = useWords<StaffKey>();
  const name = useSignal<string | null>(null);
  useEffect(() => {
    session.api
      .get<SignInOptions>("/sign-in/options")
      .then((options) => {
        name.value = options.provider?.name ?? null;
      })
      .catch(() => undefined);
  }, [session]);
  if (name.value === null) return null;
  const page = location.pathname.startsWith("/editor") ? "editor" : "console";
  return (
    <>
      <p class="staff-hint sign-in-or">{words("sign_in_or")}</p>
      {reason.value && (
        <p class="field-error" role="alert">
          {words(wordOf(reason.value), { name: name.value })}
        </p>
      )}
      <a class="button button-plain" href={`/api/v1/sign-in/provider?page=${page}`}>
        {words("sign_in_with", { name: name.value })}
      </a>
    </>
  );
}

function wordOf(code: string): StaffKey {
  if (code === "limited") return "sign_in_limited";
  const key = `provider_${code}`;
  return Object.hasOwn(staffEn, key) ? (key as StaffKey) : "sign_in_failed";
}

function takeReason(): string | null {
  const found = new URLSearchParams(location.hash.slice(1)).get("sign-in");
  if (found) history.replaceState(null, "", location.pathname);
  return found;
}
