/** How many endpoints Baton has switched off by itself: a count in the rail, so that administrators notice. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WebhookEndpoint, WebhookEndpointList } from "../../shared/api/contract";
import type { Client } from "../../shared/http";

const LOOK_AGAIN_MS = 300_000;

export const givenUp = signal(0);

/** Counts anew; called with every list of endpoints that was read. */
export function countGivenUp(endpoints: readonly WebhookEndpoint[]): void {
  givenUp.value = endpoints.filter(isGivenUp).length;
}

export function isGivenUp(endpoint: WebhookEndpoint): boolean {
  return !endpoint.on && endpoint.off_reason !== "person";
}

/** Looks now and every five minutes, for administrators. */
export function useGivenUp(api: Client, allowed: boolean): void {
  useEffect(() => {
    if (!allowed) return;
    const look = (): void =>
      void api
        .get<WebhookEndpointList>("/webhook-endpoints")
        .then(({ endpoints }) => countGivenUp(endpoints))
        .catch(() => undefined);
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [api, allowed]);
}
