/** The person's own second factor: set up, renewed recovery codes, switched off. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { RecoveryCodes, SecondFactor } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { useRead } from "../../shared/staff/read";
import { CodeForm, Enrol, RecoveryCodeList } from "../../shared/staff/second-factor/enrol";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import "./people.css";

type Opened = "enrol" | "renew" | "end" | null;

export function SecondFactorCard(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const state = useRead(() => api.get<SecondFactor>("/me/second-factor"), "second-factor", words);
  const opened = useSignal<Opened>(null);
  const close = (): void => {
    opened.value = null;
    state.again();
  };
  const found = state.value;
  return (
    <section class="staff-card" aria-labelledby="second-factor-heading">
      <h2 id="second-factor-heading">{words("second_factor_title")}</h2>
      {state.failure && <p class="field-error">{state.failure}</p>}
      {!found && state.busy && <Spinner label={words("loading")} />}
      {found && !found.enabled && (
        <>
          <p>{words("second_factor_off")}</p>
          <div>
            <Button onClick={() => (opened.value = "enrol")}>{words("enrol_start")}</Button>
          </div>
        </>
      )}
      {found?.enabled && (
        <>
          <p>
            {words("second_factor_on", { when: fullTime(found.since ?? "", words.locale) })}
            {" · "}
            {words.count("second_factor_left", found.recovery_codes_left)}
          </p>
          <div class="staff-row">
            <Button onClick={() => (opened.value = "renew")}>{words("second_factor_renew")}</Button>
            {!found.required && (
              <Button onClick={() => (opened.value = "end")}>{words("second_factor_end")}</Button>
            )}
          </div>
        </>
      )}
      {opened.value === "enrol" && (
        <Dialog title={words("enrol_title")} onClose={close}>
          <Enrol api={api} onDone={close} onCancel={close} />
        </Dialog>
      )}
      {opened.value === "renew" && <Renew onClose={close} />}
      {opened.value === "end" && <End onClose={close} />}
    </section>
  );
}

function Renew({ onClose }: { onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const codes = useSignal<readonly string[] | null>(null);
  const renew = async (code: string): Promise<void> => {
    const made = await api.post<RecoveryCodes>("/me/second-factor/recovery-codes", { code });
    codes.value = made.recovery_codes;
  };
  return (
    <Dialog title={words("second_factor_renew")} onClose={onClose}>
      {codes.value ? (
        <RecoveryCodeList codes={codes.value} onKept={onClose} />
      ) : (
        <>
          <p>{words("second_factor_renew_text")}</p>
          <CodeForm
            label={words("code_label")}
            submit={words("second_factor_renew")}
            onCode={renew}
            onCancel={onClose}
          />
        </>
      )}
    </Dialog>
  );
}

function End({ onClose }: { onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const end = async (code: string): Promise<void> => {
    await api.post("/me/second-factor/end", { code });
    onClose();
  };
  return (
    <Dialog title={words("second_factor_end")} onClose={onClose}>
      <p>{words("second_factor_end_text")}</p>
      <CodeForm
        label={words("code_label")}
        submit={words("second_factor_end")}
        danger
        onCode={end}
        onCancel={onClose}
      />
    </Dialog>
  );
}
