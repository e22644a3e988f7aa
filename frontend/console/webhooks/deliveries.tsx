/** What was sent, the newest first: filtered, refreshed while something waits, older ones on demand. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { WebhookDelivery, WebhookDeliveryList, WebhookEndpoint } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { clockTime, fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import { DeliveryDialog } from "./delivery-dialog";
import { hostOf, problemText, STATE_TONES } from "./outcome";

const STATES = ["waiting", "delivered", "failed"] as const;
const LOOK_AGAIN_MS = 2_000;

interface DeliveriesProps {
  endpoints: readonly WebhookEndpoint[];
  /** Changes when there is something new to read. */
  sent: number;
  /** Something was delivered or given up, so the endpoints may stand differently. */
  onRead: () => void;
}

export function Deliveries({ endpoints, sent, onRead }: DeliveriesProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const endpoint = useSignal("");
  const state = useSignal("");
  const older = useSignal<{ rows: readonly WebhookDelivery[]; next: string | null } | null>(null);
  const opened = useSignal<string | null>(null);
  const query = { endpoint_id: endpoint.value || null, state: state.value || null };
  const key = `${endpoint.value}/${state.value}/${sent}`;
  const read = useRead(() => api.get<WebhookDeliveryList>("/webhook-deliveries", query), key, words);
  useEffect(() => {
    older.value = null;
  }, [key]);
  const first = read.value?.deliveries ?? [];
  const failing = endpoints.some(({ on, failing_since }) => on && failing_since);
  useWatch(failing || first.some(({ state }) => state === "waiting"), () => {
    read.again();
    if (failing) onRead();
  });
  useOutcomes(read.value && first, onRead);
  const shown = [...first, ...(older.value?.rows ?? [])];
  const next = older.value ? older.value.next : (read.value?.next ?? null);

  async function more(): Promise<void> {
    try {
      const page = await api.get<WebhookDeliveryList>("/webhook-deliveries", { ...query, cursor: next });
      older.value = { rows: [...(older.value?.rows ?? []), ...page.deliveries], next: page.next };
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  const filtered = endpoint.value !== "" || state.value !== "";
  return (
    <section class="staff-card" aria-labelledby="webhook-deliveries">
      <div class="staff-row">
        <h2 id="webhook-deliveries">{words("webhook_deliveries")}</h2>
        <span class="staff-spring" />
        <Button
          small
          onClick={() => {
            read.again();
            onRead();
          }}
        >
          {words("webhook_refresh")}
        </Button>
      </div>
      <div class="staff-row">
        <Choice
          label={words("webhook_filter_endpoint")}
          value={endpoint.value}
          onChange={(value) => (endpoint.value = value)}
          options={[
            ["", words("webhook_of_all")],
            ...endpoints.map(({ id, description, url }) => [id, description || hostOf(url)] as const),
          ]}
        />
        <Choice
          label={words("webhook_filter_state")}
          value={state.value}
          onChange={(value) => (state.value = value)}
          options={[
            ["", words("webhook_any_state")],
            ...STATES.map((each) => [each, words(`webhook_state_${each}`)] as const),
          ]}
        />
      </div>
      {read.failure && <p class="field-error">{read.failure}</p>}
      {!read.value && read.busy && <Spinner label={words("loading")} />}
      {read.value && shown.length === 0 && (
        <p class="staff-empty">
          {words(filtered ? "webhook_deliveries_none_such" : "webhook_deliveries_none")}
        </p>
      )}
      {shown.length > 0 && (
        <DeliveryTable rows={shown} endpoints={endpoints} onOpen={(id) => (opened.value = id)} />
      )}
      {next && (
        <div>
          <Button small onClick={() => void more()}>
            {words("webhook_older")}
          </Button>
        </div>
      )}
      {opened.value && (
        <DeliveryDialog id={opened.value} onClose={() => (opened.value = null)} onReplayed={read.again} />
      )}
    </section>
  );
}

/** Calls back when attempts were made since the last look: the endpoints may stand differently. */
function useOutcomes(rows: readonly WebhookDelivery[] | null, onRead: () => void): void {
  const seen = useRef<string | null>(null);
  const now = rows?.map(({ id, state, tried }) => `${id} ${state} ${tried}`).join();
  useEffect(() => {
    if (now === undefined) return;
    if (seen.current !== null) onRead();
    seen.current = now;
  }, [now]);
}

/** Looks again while something waits, or an endpoint fails. */
function useWatch(waits: boolean, again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => latest.current(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits]);
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps): JSX.Element {
  const field = useId();
  return (
    <div class="field webhook-choice">
      <label for={field}>{label}</label>
      <select
        id={field}
        class="input"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface TableProps {
  rows: readonly WebhookDelivery[];
  endpoints: readonly WebhookEndpoint[];
  onOpen: (id: string) => void;
}

function DeliveryTable({ rows, endpoints, onOpen }: TableProps): JSX.Element {
  const words = useConsoleWords();
  const nameOf = (id: string): string => {
    const found = endpoints.find((each) => each.id === id);
    return found ? found.description || hostOf(found.url) : "";
  };
  return (
    <table class="staff-table webhook-table">
      <thead>
        <tr>
          <th scope="col">{words("webhook_event")}</th>
          <th scope="col">{words("webhook_filter_endpoint")}</th>
          <th scope="col">{words("webhook_when")}</th>
          <th scope="col">{words("webhook_filter_state")}</th>
          <th scope="col">{words("webhook_answer")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <button
                type="button"
                class="webhook-open"
                aria-label={words("webhook_open", {
                  type: row.type,
                  when: fullTime(row.happened_at, words.locale),
                })}
                onClick={() => onOpen(row.id)}
              >
                <code dir="ltr">{row.type}</code>
              </button>
            </th>
            <td>
              <bdi>{nameOf(row.endpoint_id)}</bdi>
            </td>
            <td>{fullTime(row.happened_at, words.locale)}</td>
            <td>
              <Badge tone={STATE_TONES[row.state]}>{codeText(words, "webhook_state", row.state)}</Badge>
            </td>
            <td>
              <Outcome row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Outcome({ row }: { row: WebhookDelivery }): JSX.Element {
  const words = useConsoleWords();
  const parts = [
    row.tried > 0 ? problemText(row.problem, row.status, words) : "",
    row.tried > 1 ? words.count("webhook_tried", row.tried) : "",
    row.next_at && row.tried > 0 ? words("webhook_next", { when: clockTime(row.next_at, words.locale) }) : "",
  ];
  return <span class="staff-hint">{parts.filter(Boolean).join(" · ")}</span>;
}
