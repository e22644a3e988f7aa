// @vitest-environment happy-dom
/** What an administrator sees of endpoints and deliveries, and what the page asks of the server. */
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Me, WebhookDelivery, WebhookEndpoint, WholeWebhookDelivery } from "../../shared/api/contract";
import { Client } from "../../shared/http";
import { Toasts } from "../../shared/staff/dialog/toast";
import { createWords, WordsProvider } from "../../shared/words";
import { type ConsoleContext, ConsoleProvider } from "../app/context";
import { en } from "../messages";
import { givenUp } from "./given-up";
import { WebhooksPage } from "./page";

const ME: Me = { id: "me", name: "Ada", email: "ada@shop.example", roles: ["admin"] };
const ENDPOINT: WebhookEndpoint = {
  id: "end_1",
  url: "https://crm.example.com/baton",
  description: "CRM",
  events: ["customer.wrote"],
  include_texts: true,
  on: true,
  off_reason: null,
  failures: 0,
  failing_since: null,
  old_secret_until: null,
  created_by: "Ada",
  created_at: "2030-01-01T09:00:00.000Z",
};
const DELIVERY: WebhookDelivery = {
  id: "dlv_1",
  endpoint_id: "end_1",
  event_id: "evt_1",
  type: "customer.wrote",
  conversation_id: "conv_1",
  state: "failed",
  tried: 2,
  status: 500,
  problem: "server_error",
  happened_at: "2030-01-01T09:00:00.000Z",
  next_at: null,
  settled_at: "2030-01-04T09:00:00.000Z",
};
const WHOLE = {
  ...DELIVERY,
  attempts: [
    {
      number: 1,
      at: DELIVERY.happened_at,
      milliseconds: 12,
      status: 500,
      problem: "server_error",
      answer: "Oops",
    },
  ],
  body: { id: "evt_1", type: "customer.wrote", version: 1, timestamp: DELIVERY.happened_at, data: {} },
} as unknown as WholeWebhookDelivery;

let page: HTMLElement;
let endpoints: WebhookEndpoint[];
let deliveries: WebhookDelivery[];
let asked: string[];

beforeEach(() => {
  [endpoints, deliveries, asked] = [[], [], []];
  page = document.body.appendChild(document.createElement("div"));
});

afterEach(() => {
  act(() => render(null, page));
  page.remove();
});

function answer(url: string, init: RequestInit = {}): Promise<Response> {
  const path = url.split("/api/v1")[1] ?? url;
  asked.push(`${init.method ?? "GET"} ${path}`);
  let body: unknown = {};
  if (path === "/webhook-endpoints")
    body = { endpoints, event_types: ["customer.wrote", "article.published"] };
  else if (path.startsWith("/webhook-deliveries/dlv_1")) body = WHOLE;
  else if (path.startsWith("/webhook-deliveries")) body = { deliveries, next: null };
  return Promise.resolve(
    new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } }),
  );
}

async function show(): Promise<void> {
  const words = createWords("en", en, en);
  const api = new Client({ base: "/api/v1", fetch: answer as typeof fetch });
  const context = { api, me: ME, toasts: new Toasts(), departments: signal([]) } as unknown as ConsoleContext;
  await act(async () => {
    render(
      <WordsProvider value={words}>
        <ConsoleProvider value={context}>
          <WebhooksPage />
        </ConsoleProvider>
      </WordsProvider>,
      page,
    );
  });
  await settle();
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await act(async () => await new Promise((done) => setTimeout(done)));
}

async function press(name: string): Promise<void> {
  const button = [...page.querySelectorAll("button")].find((each) => each.textContent?.trim() === name);
  expect(button, name).toBeDefined();
  await act(async () => button?.click());
  await settle();
}

it("says what to do while there is no endpoint", async () => {
  await show();
  expect(page.textContent).toContain("There is no endpoint yet.");
  expect(asked).toEqual(["GET /webhook-endpoints"]);
});

it("asks for at least one event before it sends anything", async () => {
  await show();
  await press("Add an endpoint");
  const form = page.querySelector("form");
  await act(async () => {
    form?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  });
  expect(page.querySelector("[role=alert]")?.textContent).toBe("Choose at least one event.");
  expect(asked).toEqual(["GET /webhook-endpoints"]);
});

it("shows a delivery with its attempts and its body, and sends it again", async () => {
  [endpoints, deliveries] = [[ENDPOINT], [DELIVERY]];
  await show();
  const row = page.querySelector("tbody tr");
  expect(row?.textContent).toContain("CRM");
  expect(row?.textContent).toContain("Given up");
  expect(row?.textContent).toContain("it failed, answer 500 · 2 attempts");
  await act(async () => row?.querySelector("button")?.click());
  await settle();
  expect(page.querySelector(".webhook-attempts")?.textContent).toContain("Oops");
  expect(page.querySelector(".webhook-body")?.textContent).toContain('"version": 1');
  await press("Send again");
  expect(asked).toContain("POST /webhook-deliveries/dlv_1/replay");
});

it("names the reason for which Baton has switched an endpoint off, and counts it in the rail", async () => {
  endpoints = [{ ...ENDPOINT, on: false, off_reason: "failing" }];
  await show();
  expect(page.textContent).toContain("Switched off: it took nothing for days");
  expect(givenUp.value).toBe(1);
  await press("Switch on");
  expect(asked).toContain("PATCH /webhook-endpoints/end_1");
});

it("shows an endpoint as well again once what had failed is delivered, without being asked", async () => {
  endpoints = [{ ...ENDPOINT, failing_since: DELIVERY.happened_at }];
  deliveries = [{ ...DELIVERY, state: "waiting", tried: 1 }];
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    await show();
    expect(page.querySelector("article")?.textContent).toContain("Failing since");
    [endpoints, deliveries] = [[ENDPOINT], [{ ...DELIVERY, state: "delivered" }]];
    await act(async () => void vi.advanceTimersByTime(2_000));
    await settle();
    expect(page.querySelector("tbody tr")?.textContent).toContain("Delivered");
    expect(page.querySelector("article")?.textContent).not.toContain("Failing since");
  } finally {
    vi.useRealTimers();
  }
});

it("shows an endpoint as failing once an attempt has failed while the page was open", async () => {
  [endpoints, deliveries] = [[ENDPOINT], [{ ...DELIVERY, state: "waiting", tried: 0 }]];
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    await show();
    endpoints = [{ ...ENDPOINT, failing_since: DELIVERY.happened_at }];
    deliveries = [{ ...DELIVERY, state: "waiting", tried: 1 }];
    await act(async () => void vi.advanceTimersByTime(2_000));
    await settle();
    expect(page.querySelector("article")?.textContent).toContain("Failing since");
  } finally {
    vi.useRealTimers();
  }
});
