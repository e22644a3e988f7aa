/** The waiting line: the queue position, the expected wait, and other ways to get help. It says so if waiting may be in vain. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { QueueState } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { openingTime, waitRange, wallTime } from "../../shared/time/time";
import { useWidget, useWords } from "./context";

export function Waiting({ queue }: { queue: QueueState | null }): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const panel = useRef<HTMLElement>(null);
  const nobody = isNobodyThere(queue);
  const asked = mayBeInVain(queue) && !store.keepWaiting.value;
  const title = words(nobody ? "nobody_title" : "queue_title");
  return (
    <section class="panel" ref={panel} tabIndex={-1} aria-label={title}>
      <h2>{title}</h2>
      <div role="status">
        {nobody && asked ? <Nobody queue={queue} /> : <Expected queue={queue} />}
        <Closing queue={queue} />
      </div>
      {!asked && <p class="panel-soft">{words("queue_stay")}</p>}
      <DepartmentMenu />
      <ContactThanks />
      {!nobody && asked && <p>{words("ways_question")}</p>}
      {/* The button that was pressed goes away: the focus stays here. */}
      {asked ? <Ways onWait={() => panel.current?.focus()} /> : <QuietWays />}
    </section>
  );
}

/** When somebody is there again, and what the customer can do until then. */
function Nobody({ queue }: { queue: QueueState | null }): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const opens = queue?.opens_at ?? store.settings.value?.opens_at;
  return (
    <>
      {opens && (
        <p class="panel-strong">{words("nobody_back", { time: openingTime(opens, words.locale) })}</p>
      )}
      <p>{words("nobody_text")}</p>
    </>
  );
}

function isNobodyThere(queue: QueueState | null): boolean {
  return queue?.agents_available === 0;
}

/** Whether to ask the customer what they would rather do than wait. */
function mayBeInVain(queue: QueueState | null): boolean {
  return queue !== null && (isNobodyThere(queue) || queue.long_wait || queue.closes_at !== null);
}

function Expected({ queue }: { queue: QueueState | null }): JSX.Element {
  const words = useWords();
  return (
    <>
      {queue && (
        <p class="panel-strong">
          {queue.position === 1 ? words("queue_next") : words("queue_position", { position: queue.position })}
        </p>
      )}
      <p>
        {queue?.wait_seconds
          ? words("queue_wait", { range: waitRange(queue.wait_seconds, words) })
          : words("queue_wait_unknown")}
      </p>
    </>
  );
}

function Closing({ queue }: { queue: QueueState | null }): JSX.Element | null {
  const words = useWords();
  if (!queue?.closes_at) return null;
  const time = wallTime(queue.closes_at, queue.time_zone, words.locale);
  const over = new Date(queue.closes_at).getTime() <= Date.now();
  return <p>{words(over ? "queue_closed" : "queue_closing", { time })}</p>;
}

function Ways({ onWait }: { onWait: () => void }): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const wait = (): void => {
    controller.keepWaiting();
    onWait();
  };
  return (
    <div class="panel-actions">
      <ContactButton look="primary" />
      <Button small onClick={wait}>
        {words("nobody_wait")}
      </Button>
      <Button small busy={store.busy.value} onClick={() => void controller.cancelWaiting()}>
        {words("nobody_bot")}
      </Button>
    </div>
  );
}

function QuietWays(): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  return (
    <div class="panel-actions">
      {/* First, because it comes to lie where "Talk to a person" was: a second tap there must not end the waiting. */}
      <ContactButton look="quiet" />
      <Button small busy={store.busy.value} onClick={() => void controller.cancelWaiting()}>
        {words("queue_cancel")}
      </Button>
    </div>
  );
}

/** Customers can correct the details that they left. */
function ContactButton({ look }: { look: "primary" | "quiet" }): JSX.Element {
  const { store, show } = useWidget();
  const words = useWords();
  const left = store.contactLeft.value !== null;
  return (
    <Button small look={left ? "quiet" : look} onClick={() => show("contact")}>
      {words(left ? "contact_change" : "contact_leave")}
    </Button>
  );
}

/** Who waits may say what it is about; not saying costs nothing, and a word in a message does as well. */
function DepartmentMenu(): JSX.Element | null {
  const { store, controller } = useWidget();
  const words = useWords();
  const departments = store.conversation.value?.departments ?? [];
  if (departments.length === 0) return null;
  return (
    <fieldset class="panel-menu">
      <legend>{words("departments_question")}</legend>
      <div class="panel-actions">
        {departments.map(({ id, name, open }) => (
          <Button key={id} small busy={store.busy.value} onClick={() => void controller.chooseDepartment(id)}>
            <bdi>{open ? name : words("departments_closed", { name })}</bdi>
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function ContactThanks(): JSX.Element | null {
  const { store } = useWidget();
  const words = useWords();
  const left = store.contactLeft.value;
  if (left === null) return null;
  const { email, phone } = left;
  if (email && phone) return <p class="panel-good">{words("contact_thanks_both", { email, phone })}</p>;
  return (
    <p class="panel-good">
      {phone ? words("contact_thanks_phone", { phone }) : words("contact_thanks", { email })}
    </p>
  );
}
