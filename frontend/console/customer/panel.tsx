/** The customer panel: identity and whether it is verified, the customer record, orders, earlier conversations. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Customer, CustomerRecord, PastConversation } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { OutLink } from "../../shared/components/links";
import { segment } from "../../shared/http";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { CustomerAvatar } from "../conversation/customer-avatar";
import { STATUS_TONES } from "../conversation/header";
import { languageName } from "../departments/languages";
import { SamePersonPart } from "../merging/same-person";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { Rating } from "../rating/rating";
import { TagsPart } from "../tags/tags-part";
import { RecordFields } from "./record-fields";
import { RecordNotes } from "./record-notes";
import "./customer.css";

export function CustomerPanel({ id, onClose }: { id: string; onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api, desk } = useConsole();
  const customer = useSignal<Customer | null | "failed">(null);
  // A new contact, order or status comes with a message or a status change, and the server announces changes of the record.
  // In each case the panel is reloaded.
  const moment = `${desk.find(id)?.status} ${desk.find(id)?.last_seq} ${desk.customerNews.count(id)}`;
  const reads = useRef(0);

  /** Only the answer to the latest request counts. */
  async function read(): Promise<void> {
    const turn = ++reads.current;
    try {
      const answer = await api.get<Customer>(`/conversations/${segment(id)}/customer`);
      if (turn === reads.current) customer.value = answer;
    } catch {
      if (turn === reads.current && customer.peek() === null) customer.value = "failed";
    }
  }

  useEffect(() => {
    void read();
    return () => {
      reads.current++;
    };
  }, [id, moment]);

  function takeRecord(record: CustomerRecord): void {
    reads.current++; // an answer requested before the change would undo it
    const shown = customer.peek();
    if (shown && shown !== "failed") customer.value = { ...shown, record };
  }

  const known = customer.value;
  return (
    <aside class="customer" aria-label={words("customer")}>
      <header>
        <h2>{words("customer")}</h2>
        <Button look="quiet" small aria-label={words("customer_hide")} onClick={onClose}>
          ×
        </Button>
      </header>
      <SamePersonPart id={id} moment={moment} />
      <TagsPart id={id} />
      {known === null && <Spinner label={words("loading")} />}
      {known === "failed" && <p role="alert">{words("customer_failed")}</p>}
      {known !== null && known !== "failed" && (
        <Known customer={known} words={words} here={id}>
          {known.record && (
            <>
              <Part title={words("customer_record")}>
                <RecordFields id={id} record={known.record} onRecord={takeRecord} />
              </Part>
              <RecordNotes id={id} notes={known.record.notes} onChanged={read} />
            </>
          )}
        </Known>
      )}
    </aside>
  );
}

function Known({
  customer,
  words,
  here,
  children,
}: {
  customer: Customer;
  words: ConsoleWords;
  here: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <Identity customer={customer} words={words} />
      {(customer.orders.length > 0 || isAway(customer, "orders")) && (
        <Part title={words("customer_orders")}>
          <Orders customer={customer} words={words} />
        </Part>
      )}
      <Part title={words("customer_past")}>
        <Past past={customer.past.filter((earlier) => earlier.id !== here)} words={words} />
      </Part>
      {isAway(customer, "record") && <p role="status">{words("customer_record_failed")}</p>}
      {children}
      {customer.rating && (
        <Part title={words("rating_title")}>
          <Rating rating={customer.rating} />
        </Part>
      )}
      {customer.contact && (
        <Part title={words("customer_contact")}>
          <p class="staff-hint">{words("customer_said")}</p>
          <Pairs pairs={customer.contact} />
        </Part>
      )}
      {customer.page_url && (
        <Part title={words("customer_page")}>
          <PageLink url={customer.page_url} />
        </Part>
      )}
      {customer.language && (
        <Part title={words("customer_writes")}>{languageName(customer.language, words.locale)}</Part>
      )}
    </>
  );
}

function Orders({ customer, words }: { customer: Customer; words: ConsoleWords }): JSX.Element {
  if (isAway(customer, "orders")) return <p role="status">{words("customer_orders_failed")}</p>;
  return (
    <ul class="staff-list order-cards">
      {customer.orders.map((order) => (
        <li key={order.number} class="order-card">
          <p class="order-head">
            <strong>{order.number}</strong> <Badge>{order.state.replace(/_/g, " ")}</Badge>
          </p>
          <p>{order.detail}</p>
          <p class="staff-hint">{fullTime(order.placed_at, words.locale)}</p>
        </li>
      ))}
    </ul>
  );
}

function Past({ past, words }: { past: readonly PastConversation[]; words: ConsoleWords }): JSX.Element {
  if (past.length === 0) return <p class="staff-hint">{words("customer_past_none")}</p>;
  return (
    <ul class="staff-list past-list">
      {past.map((earlier) => (
        <li key={earlier.id}>
          <a href={hrefOf("all", earlier.id)}>
            <bdi>{earlier.title ?? fullTime(earlier.created_at, words.locale)}</bdi>
          </a>
          <p class="past-facts">
            <span>{fullTime(earlier.created_at, words.locale)}</span>
            <Badge tone={STATUS_TONES[earlier.status]}>
              {earlier.outcome
                ? codeText(words, "outcome", earlier.outcome)
                : words(`status_${earlier.status}`)}
            </Badge>
          </p>
          <Rating rating={earlier.rating} />
        </li>
      ))}
    </ul>
  );
}

function Identity({ customer, words }: { customer: Customer; words: ConsoleWords }): JSX.Element {
  const { name, email, ...rest } = customer.identity;
  const known = Object.keys(customer.identity).length > 0;
  return (
    <div class="customer-identity">
      <CustomerAvatar name={name} />
      <div class="customer-part">
        <strong>{name ? <bdi>{name}</bdi> : words("customer_anonymous")}</strong>
        {email && <OutLink href={`mailto:${email}`}>{email}</OutLink>}
        {known && (
          <Badge tone={customer.verified ? "good" : "warning"}>
            {words(customer.verified ? "customer_verified" : "customer_unverified")}
          </Badge>
        )}
        <Pairs pairs={rest} />
      </div>
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

/** Company systems have different data, so every plain value is shown under its own name. */
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

/** The address comes from the customer's browser, so only ordinary web addresses become links. */
function PageLink({ url }: { url: string }): JSX.Element {
  if (!/^https?:\/\//i.test(url)) return <bdi>{url}</bdi>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{url.replace(/^https?:\/\//i, "")}</bdi>
    </a>
  );
}

/** Whether a company system did not respond. */
function isAway(customer: Customer, part: Customer["unavailable"][number]): boolean {
  return customer.unavailable.includes(part);
}
