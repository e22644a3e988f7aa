/** The smaller dialogs of an endpoint: the secret, a new one, sending again what failed, removing. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Replayed, WebhookEndpoint } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { CopyField } from "../people/copy-field";

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  return (
    <Dialog title={words("webhook_secret")} onClose={onClose}>
      <p>{words("webhook_secret_text")}</p>
      <CopyField label={words("webhook_secret")} value={secret} />
      <div class="staff-dialog-actions">
        <Button look="primary" onClick={onClose}>
          {words("close")}
        </Button>
      </div>
    </Dialog>
  );
}

interface OfEndpoint {
  path: string;
  onClose: () => void;
}

export function NewSecretDialog({
  path,
  onClose,
  onMade,
}: OfEndpoint & { onMade: (secret: string) => void }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const asking = useAsking();
  const make = (): Promise<void> =>
    asking.run(async () => {
      const { secret } = await api.post<WebhookEndpoint>(`${path}/secret`);
      if (secret) onMade(secret);
    });
  return (
    <Dialog title={words("webhook_secret_ask")} onClose={onClose}>
      <form class="staff-form" onSubmit={asking.submit(make)}>
        <p>{words("webhook_secret_ask_text")}</p>
        <FormEnd
          failure={asking.failure}
          submit={words("webhook_secret_new")}
          busy={asking.busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

export function RemoveDialog({
  path,
  url,
  onClose,
  onRemoved,
}: OfEndpoint & { url: string; onRemoved: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const asking = useAsking();
  const remove = (): Promise<void> =>
    asking.run(async () => {
      await api.delete(path);
      toasts.tell(words("webhook_removed"));
      onRemoved();
    });
  return (
    <Dialog title={words("webhook_remove_title")} onClose={onClose}>
      <p class="webhook-url">{words("webhook_remove_text", { url })}</p>
      {asking.failure && <p class="field-error">{asking.failure}</p>}
      <div class="staff-dialog-actions">
        <Button onClick={onClose}>{words("cancel")}</Button>
        <Button look="danger" busy={asking.busy} onClick={() => void remove()}>
          {words("webhook_remove")}
        </Button>
      </div>
    </Dialog>
  );
}

export function ReplayDialog({
  path,
  onClose,
  onReplayed,
}: OfEndpoint & { onReplayed: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const asking = useAsking();
  const since = useSignal(localTime(new Date(Date.now() - 86_400_000)));
  const field = useId();
  const replay = (): Promise<void> =>
    asking.run(async () => {
      const asked = { since: new Date(since.value).toISOString() };
      const { replayed } = await api.post<Replayed>(`${path}/replay`, asked);
      toasts.tell(words.count("webhook_replayed", replayed));
      onReplayed();
      onClose();
    });
  return (
    <Dialog title={words("webhook_replay_title")} onClose={onClose}>
      <form class="staff-form" onSubmit={asking.submit(replay)}>
        <p>{words("webhook_replay_text")}</p>
        <div class="field">
          <label for={field}>{words("webhook_replay_since")}</label>
          <input
            id={field}
            class="input"
            type="datetime-local"
            required
            value={since.value}
            onInput={(event) => (since.value = event.currentTarget.value)}
          />
        </div>
        <FormEnd
          failure={asking.failure}
          submit={words("webhook_replay")}
          busy={asking.busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

interface Asking {
  readonly busy: boolean;
  readonly failure: string | null;
  readonly run: (work: () => Promise<void>) => Promise<void>;
  readonly submit: (work: () => Promise<void>) => (event: SubmitEvent) => void;
}

/** One call at a time, with the text of its failure. */
function useAsking(): Asking {
  const words = useConsoleWords();
  const busy = useSignal(false);
  const failure = useSignal<string | null>(null);
  return {
    busy: busy.value,
    failure: failure.value,
    run: async (work) => {
      if (busy.value) return;
      busy.value = true;
      failure.value = null;
      try {
        await work();
      } catch (error) {
        failure.value = failureText(error, words);
      }
      busy.value = false;
    },
    submit: (work) => (event) => {
      event.preventDefault();
      void work();
    },
  };
}

/** In the format of `<input type="datetime-local">`. */
function localTime(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
