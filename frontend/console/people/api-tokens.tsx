/** The person's own API tokens: listed with their last use, created and shown once, deleted. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { ApiToken, NewApiToken } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { Failure } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { ago } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import { CopyField } from "./copy-field";
import "./people.css";

export function ApiTokens(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const tokens = useRead(
    () => api.get<{ tokens: ApiToken[] }>("/tokens").then((answer) => answer.tokens),
    "tokens",
    words,
  );
  const made = useSignal<NewApiToken | null>(null);
  return (
    <section class="staff-card" aria-labelledby="tokens-heading">
      <h2 id="tokens-heading">{words("tokens_title")}</h2>
      <p class="staff-hint">{words("tokens_text")}</p>
      {tokens.failure && <p class="field-error">{tokens.failure}</p>}
      {!tokens.value && tokens.busy && <Spinner label={words("loading")} />}
      {tokens.value?.length === 0 && <p>{words("tokens_none")}</p>}
      {tokens.value && tokens.value.length > 0 && (
        <ul class="staff-list">
          {tokens.value.map((token) => (
            <li key={token.id}>
              <TokenRow token={token} onEnded={tokens.again} />
            </li>
          ))}
        </ul>
      )}
      {made.value && (
        <CopyField label={words("token_once", { name: made.value.name })} value={made.value.token} />
      )}
      <MakeToken
        onMade={(token) => {
          made.value = token;
          tokens.again();
        }}
      />
    </section>
  );
}

function TokenRow({ token, onEnded }: { token: ApiToken; onEnded: () => void }): JSX.Element {
  const words = useConsoleWords();
  const asked = useSignal(false);
  const used = token.last_used_at
    ? words("token_used", { when: ago(token.last_used_at, words) })
    : words("token_unused");
  const roles = token.roles.map((role) => codeText(words, "role", role)).join(", ");
  return (
    <div class="staff-row">
      <div>
        <bdi>{token.name}</bdi>
        <div class="staff-hint">{`${roles} · ${used}`}</div>
      </div>
      <span class="staff-spring" />
      <Button
        small
        aria-label={words("token_end_label", { name: token.name })}
        onClick={() => (asked.value = true)}
      >
        {words("token_end")}
      </Button>
      {asked.value && <EndToken token={token} onEnded={onEnded} onClose={() => (asked.value = false)} />}
    </div>
  );
}

interface EndTokenProps {
  token: ApiToken;
  onEnded: () => void;
  onClose: () => void;
}

function EndToken({ token, onEnded, onClose }: EndTokenProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const busy = useSignal(false);

  async function end(): Promise<void> {
    busy.value = true;
    try {
      await api.delete(`/tokens/${token.id}`);
      onEnded();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    onClose();
  }

  return (
    <Dialog title={words("token_end_label", { name: token.name })} onClose={onClose}>
      <p>{words("token_end_text")}</p>
      <div class="staff-dialog-actions">
        <Button onClick={onClose}>{words("cancel")}</Button>
        <Button look="danger" busy={busy.value} onClick={() => void end()}>
          {words("token_end")}
        </Button>
      </div>
    </Dialog>
  );
}

function MakeToken({ onMade }: { onMade: (token: NewApiToken) => void }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const field = useId();

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = String(new FormData(form).get("name"));
    busy.value = true;
    failure.value = null;
    try {
      onMade(await api.post<NewApiToken>("/tokens", { name }));
      form.reset();
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <form class="staff-form narrow-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={field}>{words("token_name")}</label>
        <input id={field} class="input" name="name" required maxLength={200} autocomplete="off" />
      </div>
      <Failure text={failure.value} />
      <Button type="submit" busy={busy.value}>
        {words("token_make")}
      </Button>
    </form>
  );
}
