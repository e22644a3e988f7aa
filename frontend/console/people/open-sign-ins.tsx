/** Where a person is signed in, with a way to end it: their own on the account page, anybody's for administrators. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { OpenSignIn } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { ago, fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import "./people.css";

export function OpenSignIns(): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="sign-ins-heading">
      <h2 id="sign-ins-heading">{words("open_sign_ins_title")}</h2>
      <OpenSignInList path="/me/sign-ins" endAll={words("open_sign_ins_end_others")} />
    </section>
  );
}

/** `path` is the call that lists them; `endAll` names the button that ends all, or all others. */
export function OpenSignInList({ path, endAll }: { path: string; endAll: string }): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const busy = useSignal(false);
  const list = useRead(
    () => api.get<{ sign_ins: OpenSignIn[] }>(path).then((answer) => answer.sign_ins),
    path,
    words,
  );

  async function end(which: string): Promise<void> {
    busy.value = true;
    try {
      await api.delete(`${path}${which}`);
      toasts.tell(words("open_sign_ins_ended"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
    list.again();
  }

  const found = list.value;
  const others = found?.filter(({ current }) => !current) ?? [];
  return (
    <>
      {list.failure && <p class="field-error">{list.failure}</p>}
      {!found && list.busy && <Spinner label={words("loading")} />}
      {found?.length === 0 && <p>{words("open_sign_ins_none")}</p>}
      {found && found.length > 0 && (
        <ul class="staff-list access-list">
          {found.map((signIn) => (
            <li key={signIn.id}>
              <Row signIn={signIn} onEnd={() => void end(`/${segment(signIn.id)}`)} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <div>
          <Button busy={busy.value} onClick={() => void end("")}>
            {endAll}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ signIn, onEnd }: { signIn: OpenSignIn; onEnd: () => void }): JSX.Element {
  const words = useConsoleWords();
  const device = signIn.device || words("open_sign_in_unknown");
  const seen = words("open_sign_in_seen", { when: ago(signIn.last_seen_at, words) });
  const since = words("open_sign_in_since", { when: fullTime(signIn.created_at, words.locale) });
  return (
    <div class="staff-row">
      <div>
        <bdi>{device}</bdi> {signIn.current && <Badge tone="good">{words("open_sign_in_this")}</Badge>}
        <div class="staff-hint">{`${seen} · ${since}`}</div>
      </div>
      <span class="staff-spring" />
      {!signIn.current && (
        <Button small aria-label={words("open_sign_in_end_label", { device })} onClick={onEnd}>
          {words("open_sign_in_end")}
        </Button>
      )}
    </div>
  );
}
