/** What is known of the customer: who she says she is and whether that is proven, contact, orders, earlier conversations. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time";
import { useConsole } from "../context";
import { languageName } from "../languages";
import { type ConsoleWords, useConsoleWords } from "../messages";
import type { Customer } from "../types";
import { STATUS_TONES } from "./conversation-header";

export function CustomerPanel({ id, onClose }: { id: string; onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api, desk } = useConsole();
  const customer = useSignal<Customer | null | "failed">(null);
  // A new contact, order or status comes with a message or a change of status; then the panel is read again.
  const moment = `${desk.find(id)?.status} ${desk.find(id)?.last_seq}`;
  useEffect(() => {
    let current = true;
    api
      .get<Customer>(`/conversations/${segment(id)}/customer`)
      .then((answer) => {
        if (current) customer.value = answer;
      })
      .catch(() => {
        if (current && customer.peek() === null) customer.value = "failed";
      });
    return () => {
      current = false;
    };
  }, [id, moment]);
  const known = customer.value;
  return (
    <aside class="customer" aria-label={words("customer")}>
      <header>
        <h2>{words("customer")}</h2>
        <Button look="quiet" small aria-label={words("customer_hide")} onClick={onClose}>
          ×
        </Button>
      </header>
      {known === null && <Spinner label={words("loading")} />}
      {known === "failed" && <p role="alert">{words("customer_failed")}</p>}
      {known !== null && known !== "failed" && <Known customer={known} words={words} here={id} />}
    </aside>
  );
}

function Known({
  customer,
  words,
  here,
}: {
  customer: Customer;
  words: ConsoleWords;
  here: string;
}): JSX.Element {
  const past = (customer.past ?? []).filter((earlier) => earlier.id !== here);
  return (
    <>
      <Identity customer={customer} words={words} />
      {customer.contact && (
        <Part title={words("customer_contact")}>
          <Pairs pairs={customer.contact} />
        </Part>
      )}
      {customer.page_url && (
        <Part title={words("customer_page")}>
          <PageLink url={customer.page_url} />
        </Part>
      )}
      {customer.locale && (
        <Part title={words("customer_language")}>{languageName(customer.locale, words.locale)}</Part>
      )}
      <Part title={words("customer_orders")}>
        {(customer.orders ?? []).length === 0 && <p class="staff-hint">{words("customer_orders_none")}</p>}
        {(customer.orders ?? []).map((order) => (
          <Pairs key={String(order.number)} pairs={order} />
        ))}
      </Part>
      <Part title={words("customer_past")}>
        {past.length === 0 && <p class="staff-hint">{words("customer_past_none")}</p>}
        <ul class="staff-list">
          {past.map((earlier) => (
            <li key={earlier.id}>
              <a href={hrefOf("all", earlier.id)}>{fullTime(earlier.created_at, words.locale)}</a>{" "}
              <Badge tone={STATUS_TONES[earlier.status]}>{words(`status_${earlier.status}`)}</Badge>
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Identity({ customer, words }: { customer: Customer; words: ConsoleWords }): JSX.Element {
  if (Object.keys(customer.identity ?? {}).length === 0) return <p>{words("customer_anonymous")}</p>;
  return (
    <div class="customer-part">
      <Badge tone={customer.verified ? "good" : "warning"}>
        {words(customer.verified ? "customer_verified" : "customer_unverified")}
      </Badge>
      <Pairs pairs={customer.identity ?? {}} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="customer-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** What a company's systems know differs, so every plain value is shown under its own name. */
function Pairs({ pairs }: { pairs: object }): JSX.Element {
  const words = useConsoleWords();
  const shown = Object.entries(pairs).filter(
    ([, value]) => (typeof value === "string" && value !== "") || typeof value === "number",
  );
  return (
    <dl class="pairs">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name.replace(/_/g, " ")}</dt>
          <dd>
            <bdi>{valueText(value, words.locale)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function valueText(value: unknown, locale: string): string {
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? fullTime(text, locale) : text;
}

/** The address comes from the customer's browser: only ordinary web addresses become links. */
function PageLink({ url }: { url: string }): JSX.Element {
  if (!/^https?:\/\//i.test(url)) return <bdi>{url}</bdi>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{url.replace(/^https?:\/\//i, "")}</bdi>
    </a>
  );
}
