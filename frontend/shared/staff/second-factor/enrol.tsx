/** Setting up a second factor: the key as picture and text, one code to confirm, and the recovery codes, shown once. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { Enrolment, RecoveryCodes } from "../../api/contract";
import { Button, Spinner } from "../../components/basics";
import type { Client } from "../../http";
import type { CommonKey } from "../../messages/en";
import { useWords } from "../../words";
import { Failure } from "../dialog/form-end";
import { failureText } from "../failure";
import type { StaffKey } from "../messages/en";
import "./second-factor.css";

interface EnrolProps {
  api: Client;
  onDone: () => void;
  /** Where there is a way back. */
  onCancel?: () => void;
}

/** `onDone` is called once the person says that they have kept the recovery codes. */
export function Enrol({ api, onDone, onCancel }: EnrolProps): JSX.Element {
  const words = useWords<StaffKey | CommonKey>();
  const enrolment = useSignal<Enrolment | null>(null);
  const codes = useSignal<readonly string[] | null>(null);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    api
      .post<Enrolment>("/me/second-factor")
      .then((made) => {
        enrolment.value = made;
      })
      .catch((error: unknown) => {
        failure.value = failureText(error, words);
      });
  }, [api]);
  const confirm = async (code: string): Promise<void> => {
    const made = await api.post<RecoveryCodes>("/me/second-factor/confirm", { code });
    codes.value = made.recovery_codes;
  };
  if (codes.value) return <RecoveryCodeList codes={codes.value} onKept={onDone} />;
  if (!enrolment.value) {
    return failure.value ? <Failure text={failure.value} /> : <Spinner label={words("loading")} />;
  }
  return (
    <div class="second-factor">
      <p>{words("enrol_scan")}</p>
      <img class="second-factor-qr" src={enrolment.value.qr} alt={words("enrol_qr")} />
      <div class="field">
        <span>{words("enrol_key")}</span>
        <code class="second-factor-key">{grouped(enrolment.value.secret)}</code>
      </div>
      <CodeForm
        label={words("enrol_code")}
        submit={words("enrol_submit")}
        onCode={confirm}
        {...(onCancel && { onCancel })}
      />
    </div>
  );
}

interface CodeFormProps {
  label: string;
  submit: string;
  danger?: boolean;
  onCode: (code: string) => Promise<void>;
  /** Where there is a way back. */
  onCancel?: () => void;
}

/** Asks for a code, and says what is wrong with it. */
export function CodeForm({ label, submit, danger = false, onCode, onCancel }: CodeFormProps): JSX.Element {
  const words = useWords<StaffKey>();
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const field = useId();

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    busy.value = true;
    failure.value = null;
    try {
      await onCode(String(new FormData(form).get("code")));
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <form class="staff-form" onSubmit={(event) => void send(event)}>
      <div class="field">
        <label for={field}>{label}</label>
        <input
          id={field}
          class="input"
          name="code"
          required
          maxLength={64}
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={failure.value !== null}
        />
      </div>
      <Failure text={failure.value} />
      <div class={onCancel ? "staff-dialog-actions" : "staff-row"}>
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            {words("cancel")}
          </Button>
        )}
        <Button look={danger ? "danger" : "primary"} type="submit" busy={busy.value}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

interface RecoveryCodeListProps {
  codes: readonly string[];
  onKept: () => void;
}

export function RecoveryCodeList({ codes, onKept }: RecoveryCodeListProps): JSX.Element {
  const words = useWords<StaffKey>();
  const copied = useSignal(false);
  const copy = async (): Promise<void> => {
    copied.value = await navigator.clipboard.writeText(codes.join("\n")).then(
      () => true,
      () => false,
    );
  };
  return (
    <section class="second-factor" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{words("recovery_title")}</h2>
      <p>{words("recovery_text")}</p>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="staff-row">
        <Button onClick={() => void copy()}>{words("recovery_copy")}</Button>
        <Button look="primary" onClick={onKept}>
          {words("recovery_kept")}
        </Button>
        <span class="staff-hint" role="status">
          {copied.value && words("recovery_copied")}
        </span>
      </div>
    </section>
  );
}

/** In groups of four, which are easier to type. */
function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
