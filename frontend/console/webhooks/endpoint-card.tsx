/** One endpoint: how it is, and everything that can be done with it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { WebhookEndpoint, WholeWebhookDelivery } from "../../shared/api/contract";
import { Badge, Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { NewSecretDialog, RemoveDialog, ReplayDialog } from "./dialogs";
import { EndpointForm } from "./endpoint-form";
import { isGivenUp } from "./given-up";
import { hostOf, problemText } from "./outcome";

interface EndpointCardProps {
  endpoint: WebhookEndpoint;
  types: readonly string[];
  onChanged: () => void;
  /** Something was sent, so there are new deliveries. */
  onSent: () => void;
  onSecret: (secret: string) => void;
}

export function EndpointCard({
  endpoint,
  types,
  onChanged,
  onSent,
  onSecret,
}: EndpointCardProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const opened = useSignal<"edit" | "secret" | "remove" | "replay" | null>(null);
  const testing = useSignal(false);
  const path = `/webhook-endpoints/${segment(endpoint.id)}`;
  const close = (): void => {
    opened.value = null;
  };
  const closeAndRead = (): void => {
    close();
    onChanged();
  };

  async function toggle(): Promise<void> {
    try {
      await api.patch<WebhookEndpoint>(path, { on: !endpoint.on });
      toasts.tell(words(endpoint.on ? "webhook_now_off" : "webhook_now_on"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    onChanged();
  }

  async function test(): Promise<void> {
    testing.value = true;
    try {
      const delivery = await api.post<WholeWebhookDelivery>(`${path}/test`);
      const text = testText(delivery, words);
      if (delivery.state === "delivered") toasts.tell(text);
      else toasts.fail(text);
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    testing.value = false;
    onSent();
    onChanged();
  }

  return (
    <article class="staff-card webhook-endpoint" aria-label={endpoint.description || endpoint.url}>
      <div class="staff-row">
        <h2>
          <bdi>{endpoint.description || hostOf(endpoint.url)}</bdi>
        </h2>
        <State endpoint={endpoint} />
      </div>
      <code class="webhook-url" dir="ltr">
        {endpoint.url}
      </code>
      <p class="staff-hint">{about(endpoint, words)}</p>
      <div class="staff-row">
        <Button small busy={testing.value} onClick={() => void test()}>
          {words("webhook_test")}
        </Button>
        <Button small onClick={() => (opened.value = "edit")}>
          {words("webhook_edit")}
        </Button>
        <Button small onClick={() => (opened.value = "secret")}>
          {words("webhook_secret_new")}
        </Button>
        <Button small onClick={() => (opened.value = "replay")}>
          {words("webhook_replay_failed")}
        </Button>
        <Button small onClick={() => void toggle()}>
          {words(endpoint.on ? "webhook_switch_off" : "webhook_switch_on")}
        </Button>
        <Button small onClick={() => (opened.value = "remove")}>
          {words("webhook_remove")}
        </Button>
      </div>
      {opened.value === "edit" && (
        <EndpointForm
          endpoint={endpoint}
          types={types}
          onClose={close}
          onSaved={() => {
            toasts.tell(words("webhook_saved"));
            closeAndRead();
          }}
        />
      )}
      {opened.value === "secret" && (
        <NewSecretDialog
          path={path}
          onClose={close}
          onMade={(secret) => {
            closeAndRead();
            onSecret(secret);
          }}
        />
      )}
      {opened.value === "remove" && (
        <RemoveDialog path={path} url={endpoint.url} onClose={close} onRemoved={closeAndRead} />
      )}
      {opened.value === "replay" && <ReplayDialog path={path} onClose={close} onReplayed={onSent} />}
    </article>
  );
}

function State({ endpoint }: { endpoint: WebhookEndpoint }): JSX.Element {
  const words = useConsoleWords();
  if (isGivenUp(endpoint))
    return <Badge tone="danger">{codeText(words, "webhook_off", endpoint.off_reason ?? "failing")}</Badge>;
  if (!endpoint.on) return <Badge>{words("webhook_off")}</Badge>;
  if (endpoint.failing_since) {
    const when = fullTime(endpoint.failing_since, words.locale);
    return <Badge tone="warning">{words("webhook_failing", { when })}</Badge>;
  }
  return <Badge tone="good">{words("webhook_on")}</Badge>;
}

function about(endpoint: WebhookEndpoint, words: ConsoleWords): string {
  const old = endpoint.old_secret_until;
  return [
    words.count("webhook_events_count", endpoint.events.length),
    ...(endpoint.include_texts ? [words("webhook_with_texts")] : []),
    ...(old ? [words("webhook_old_until", { when: fullTime(old, words.locale) })] : []),
  ].join(" · ");
}

function testText(delivery: WholeWebhookDelivery, words: ConsoleWords): string {
  const attempt = delivery.attempts.at(-1);
  if (delivery.state === "delivered")
    return words("webhook_test_taken", {
      status: attempt?.status ?? "",
      milliseconds: attempt?.milliseconds ?? 0,
    });
  return words("webhook_test_failed", { problem: problemText(delivery.problem, delivery.status, words) });
}
