/** A person's access as administrators see it: second factor, open sign-ins, API tokens, each with a way to end it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Person, SecondFactor } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { TokenList } from "./api-tokens";
import { OpenSignInList } from "./open-sign-ins";

export function AccessDialog({ person, onClose }: { person: Person; onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const ended = useSignal(0);
  const path = `/people/${segment(person.id)}`;
  return (
    <Dialog wide title={words("people_access_title", { name: person.name })} onClose={onClose}>
      <h3>{words("second_factor_title")}</h3>
      <FactorOf person={person} path={`${path}/second-factor`} onReset={() => (ended.value += 1)} />
      <h3>{words("people_sign_ins")}</h3>
      <OpenSignInList key={ended.value} path={`${path}/sign-ins`} endAll={words("people_sign_out_all")} />
      <h3>{words("tokens_title")}</h3>
      <TokenList path={`${path}/tokens`} none={words("people_tokens_none")} />
    </Dialog>
  );
}

interface FactorProps {
  person: Person;
  path: string;
  onReset: () => void;
}

function FactorOf({ person, path, onReset }: FactorProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const asked = useSignal(false);
  const state = useRead(() => api.get<SecondFactor>(path), path, words);

  async function reset(): Promise<void> {
    asked.value = false;
    try {
      await api.delete(path);
      onReset();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    state.again();
  }

  if (state.failure) return <p class="field-error">{state.failure}</p>;
  if (!state.value) return <Spinner label={words("loading")} />;
  return (
    <>
      <div class="staff-row">
        <span>{words(state.value.enabled ? "people_factor_on" : "people_factor_off")}</span>
        <span class="staff-spring" />
        {state.value.enabled && !asked.value && (
          <Button small onClick={() => (asked.value = true)}>
            {words("people_factor_reset")}
          </Button>
        )}
      </div>
      {asked.value && (
        <>
          <p>{words("people_factor_reset_text", { name: person.name })}</p>
          <div class="staff-row">
            <Button onClick={() => (asked.value = false)}>{words("cancel")}</Button>
            <Button look="danger" onClick={() => void reset()}>
              {words("people_factor_reset")}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
