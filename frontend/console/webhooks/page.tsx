/** The Webhooks page: which systems are told of what, and what was sent to them. Administrators only. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { WebhookEndpoint, WebhookEndpointList } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { useRead } from "../../shared/staff/read";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { Deliveries } from "./deliveries";
import { SecretDialog } from "./dialogs";
import { EndpointCard } from "./endpoint-card";
import { EndpointForm } from "./endpoint-form";
import { countGivenUp } from "./given-up";
import "./webhooks.css";

export function WebhooksPage(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const read = useRead(() => api.get<WebhookEndpointList>("/webhook-endpoints"), "webhooks", words);
  const adding = useSignal(false);
  const secret = useSignal<string | null>(null);
  /** Raised by whatever makes new deliveries, so that the list below shows them. */
  const sent = useSignal(0);
  const endpoints = read.value?.endpoints;
  useEffect(() => {
    if (endpoints) countGivenUp(endpoints);
  }, [endpoints]);

  const made = (endpoint: WebhookEndpoint): void => {
    adding.value = false;
    secret.value = endpoint.secret ?? null;
    read.again();
  };

  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <div class="staff-row">
          <h1>{words("webhooks_title")}</h1>
          <span class="staff-spring" />
          <Button look="primary" disabled={!read.value} onClick={() => (adding.value = true)}>
            {words("webhooks_add")}
          </Button>
        </div>
        <p class="staff-hint">{words("webhooks_intro")}</p>
        {read.failure && <p class="field-error">{read.failure}</p>}
        {!read.value && read.busy && <Spinner label={words("loading")} />}
        {read.value && (
          <section class="webhook-endpoints" aria-label={words("webhook_endpoints")}>
            {read.value.endpoints.length === 0 && (
              <p class="staff-card staff-empty">{words("webhooks_none")}</p>
            )}
            {read.value.endpoints.map((endpoint) => (
              <EndpointCard
                key={endpoint.id}
                endpoint={endpoint}
                types={read.value?.event_types ?? []}
                onChanged={read.again}
                onSent={() => (sent.value += 1)}
                onSecret={(value) => (secret.value = value)}
              />
            ))}
          </section>
        )}
        {read.value && read.value.endpoints.length > 0 && (
          <Deliveries endpoints={read.value.endpoints} sent={sent.value} onRead={read.again} />
        )}
      </div>
      {adding.value && (
        <EndpointForm
          types={read.value?.event_types ?? []}
          onClose={() => (adding.value = false)}
          onSaved={made}
        />
      )}
      {secret.value && <SecretDialog secret={secret.value} onClose={() => (secret.value = null)} />}
    </main>
  );
}
