/** One delivery: its attempts with the receiver's answers, what is sent, and sending it again. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { WebhookAttempt, WebhookDelivery, WholeWebhookDelivery } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import { problemText, STATE_TONES } from "./outcome";

interface DeliveryDialogProps {
  id: string;
  onClose: () => void;
  onReplayed: () => void;
}

export function DeliveryDialog({ id, onClose, onReplayed }: DeliveryDialogProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const path = `/webhook-deliveries/${segment(id)}`;
  const read = useRead(() => api.get<WholeWebhookDelivery>(path), id, words);
  const busy = useSignal(false);
  const delivery = read.value;

  async function replay(): Promise<void> {
    busy.value = true;
    try {
      await api.post<WebhookDelivery>(`${path}/replay`);
      toasts.tell(words.count("webhook_replayed", 1));
      onReplayed();
      onClose();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  return (
    <Dialog title={delivery?.type ?? words("webhook_event")} wide onClose={onClose}>
      {read.failure && <p class="field-error">{read.failure}</p>}
      {!delivery && read.busy && <Spinner label={words("loading")} />}
      {delivery && (
        <div class="webhook-delivery">
          <p class="staff-row">
            <Badge tone={STATE_TONES[delivery.state]}>
              {codeText(words, "webhook_state", delivery.state)}
            </Badge>
            <span>{fullTime(delivery.happened_at, words.locale)}</span>
            <span class="staff-hint">
              {words("webhook_id")}: <code dir="ltr">{delivery.event_id}</code>
            </span>
          </p>
          <h3>{words("webhook_attempts")}</h3>
          {delivery.attempts.length === 0 && <p class="staff-hint">{words("webhook_attempts_none")}</p>}
          <ol class="webhook-attempts">
            {delivery.attempts.map((attempt) => (
              <Attempt key={attempt.number} attempt={attempt} />
            ))}
          </ol>
          <h3 id="webhook-body">{words("webhook_body")}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="webhook-body" tabIndex={0} aria-labelledby="webhook-body">
            <pre dir="ltr">{JSON.stringify(delivery.body, null, 2)}</pre>
          </section>
          <div class="staff-dialog-actions">
            <Button onClick={onClose}>{words("close")}</Button>
            <Button look="primary" busy={busy.value} onClick={() => void replay()}>
              {words("webhook_replay")}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Attempt({ attempt }: { attempt: WebhookAttempt }): JSX.Element {
  const words = useConsoleWords();
  const said = problemText(attempt.problem, attempt.status, words);
  return (
    <li>
      <span>{fullTime(attempt.at, words.locale)}</span> <span>{said}</span>{" "}
      <span class="staff-hint">{words("webhook_milliseconds", { milliseconds: attempt.milliseconds })}</span>
      {attempt.answer && (
        <blockquote class="webhook-said" dir="auto">
          {attempt.answer}
        </blockquote>
      )}
    </li>
  );
}
