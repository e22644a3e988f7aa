/** The person's own API tokens: listed with their last use, created and shown once, deleted. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { ApiToken, NewApiToken } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { Failure } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { hasRole, ROLES } from "../../shared/staff/roles";
import { ago, fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import { CopyField } from "./copy-field";
import "./people.css";

export function ApiTokens(): JSX.Element {
  const words = useConsoleWords();
  const made = useSignal<NewApiToken | null>(null);
  return (
    <section class="staff-card" aria-labelledby="tokens-heading">
      <h2 id="tokens-heading">{words("tokens_title")}</h2>
      <p class="staff-hint">{words("tokens_text")}</p>
      <TokenList
        key={made.value?.id}
        path="/tokens"
        none={words("tokens_none")}
        onEnded={(id) => {
          if (made.peek()?.id === id) made.value = null; // nobody should copy what no longer works
        }}
      />
      {made.value && (
        <CopyField label={words("token_once", { name: made.value.name })} value={made.value.token} />
      )}
      <MakeToken onMade={(token) => (made.value = token)} />
    </section>
  );
}

interface TokenListProps {
  path: string;
  none: string;
  onEnded?: (id: string) => void;
}

/** One's own tokens, or anybody's for administrators. `path` is the call that lists them. */
export function TokenList({ path, none, onEnded }: TokenListProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const tokens = useRead(
    () => api.get<{ tokens: ApiToken[] }>(path).then((answer) => answer.tokens),
    path,
    words,
  );
  return (
    <>
      {tokens.failure && <p class="field-error">{tokens.failure}</p>}
      {!tokens.value && tokens.busy && <Spinner label={words("loading")} />}
      {tokens.value?.length === 0 && <p>{none}</p>}
      {tokens.value && tokens.value.length > 0 && (
        <ul class="staff-list access-list">
          {tokens.value.map((token) => (
            <li key={token.id}>
              <TokenRow
                token={token}
                path={path}
                onEnded={() => {
                  tokens.again();
                  onEnded?.(token.id);
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface TokenProps {
  token: ApiToken;
  path: string;
  onEnded: () => void;
}

function TokenRow({ token, path, onEnded }: TokenProps): JSX.Element {
  const words = useConsoleWords();
  const asked = useSignal(false);
  const used = token.last_used_at
    ? words("token_used", { when: ago(token.last_used_at, words) })
    : words("token_unused");
  const roles = token.roles.map((role) => codeText(words, "role", role)).join(", ");
  const ends = token.expires_at
    ? [words("token_ends", { when: fullTime(token.expires_at, words.locale) })]
    : [];
  return (
    <div class="staff-row">
      <div>
        <bdi>{token.name}</bdi>
        <div class="staff-hint">{[roles, used, ...ends].join(" · ")}</div>
      </div>
      <span class="staff-spring" />
      <Button
        small
        aria-label={words("token_end_label", { name: token.name })}
        onClick={() => (asked.value = true)}
      >
        {words("token_end")}
      </Button>
      {asked.value && (
        <EndToken token={token} path={path} onEnded={onEnded} onClose={() => (asked.value = false)} />
      )}
    </div>
  );
}

function EndToken({ token, path, onEnded, onClose }: TokenProps & { onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const busy = useSignal(false);

  async function end(): Promise<void> {
    busy.value = true;
    try {
      await api.delete(`${path}/${segment(token.id)}`);
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

const DAYS = [30, 90, 365] as const;

function MakeToken({ onMade }: { onMade: (token: NewApiToken) => void }): JSX.Element {
  const words = useConsoleWords();
  const { api, me } = useConsole();
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const [nameField, expiryField] = [useId(), useId()];
  // Nothing is ticked where there is a choice: a token that only reads figures must not become an administrator's by itself.
  const offered = ROLES.filter((role) => hasRole(me, role));

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormData(element);
    const roles = ROLES.filter((role) => form.getAll("role").includes(role));
    if (roles.length === 0) {
      failure.value = words("people_role_needed");
      return;
    }
    const days = Number(form.get("days"));
    busy.value = true;
    failure.value = null;
    try {
      const asked = { name: String(form.get("name")), roles, expires_in_days: days || null };
      onMade(await api.post<NewApiToken>("/tokens", asked));
      element.reset();
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <form class="staff-form narrow-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={nameField}>{words("token_name")}</label>
        <input id={nameField} class="input" name="name" required maxLength={200} autocomplete="off" />
      </div>
      <fieldset class="staff-checks">
        <legend>{words("token_roles")}</legend>
        {offered.map((role) => (
          <label class="staff-check" key={role}>
            <input type="checkbox" name="role" value={role} defaultChecked={offered.length === 1} />
            {words(`role_${role}`)}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={expiryField}>{words("token_expiry")}</label>
        <select id={expiryField} class="input" name="days">
          {DAYS.map((days) => (
            <option key={days} value={days}>
              {words("token_days", { count: days })}
            </option>
          ))}
          <option value="0">{words("token_for_ever")}</option>
        </select>
      </div>
      <Failure text={failure.value} />
      <Button type="submit" busy={busy.value}>
        {words("token_make")}
      </Button>
    </form>
  );
}
