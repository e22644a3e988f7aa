/** What stands between transcript and composer: the way to a person, the waiting line, its exits, confirmations. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { waitRange } from "../../shared/time";
import type { QueueState } from "../../shared/types";
import { ContactForm } from "./contact";
import { useWidget, useWords } from "./context";
import { Icon } from "./icons";
import { Resolved } from "./resolved";

export function Panels(): JSX.Element {
  const { store } = useWidget();
  const { panel, conversation } = store;
  if (panel.value === "contact") return <ContactForm />;
  if (panel.value === "confirm-end") return <Confirm what="end" />;
  if (panel.value === "confirm-anew") return <Confirm what="anew" />;
  const status = conversation.value?.status;
  return (
    <>
      {status === "queued" && <Waiting queue={conversation.value?.queue ?? null} />}
      {status === "resolved" && <Resolved />}
      {status !== "queued" && status !== "assigned" && <PersonButton />}
    </>
  );
}

/** Always there while a machine answers, also before the first word. */
function PersonButton(): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  return (
    <div class="person-row">
      <Button
        small
        busy={store.busy.value}
        class="person-button"
        title={words("person_explained")}
        onClick={() => void controller.requestPerson()}
      >
        <Icon name="person" />
        {words("person")}
      </Button>
    </div>
  );
}

function Waiting({ queue }: { queue: QueueState | null }): JSX.Element {
  const { store } = useWidget();
  const nobody = queue !== null && queue.agents_available === 0;
  return nobody && !store.keepWaiting.value ? <NobodyThere /> : <InLine queue={queue} />;
}

function InLine({ queue }: { queue: QueueState | null }): JSX.Element {
  const { store, controller, show } = useWidget();
  const words = useWords();
  const nobody = queue?.agents_available === 0;
  return (
    <section class="panel" aria-label={words("queue_title")}>
      <h2>{nobody ? words("nobody_title") : words("queue_title")}</h2>
      <div role="status">
        {queue && <p class="panel-strong">{placeText(queue, words)}</p>}
        <p>
          {queue?.wait_seconds
            ? words("queue_wait", { range: waitRange(queue.wait_seconds, words) })
            : words("queue_wait_unknown")}
        </p>
      </div>
      <p class="panel-soft">{words("queue_stay")}</p>
      <DepartmentMenu />
      <ContactThanks />
      <div class="panel-actions">
        {nobody && (
          <Button small onClick={() => show("contact")}>
            {words("nobody_contact")}
          </Button>
        )}
        <Button small busy={store.busy.value} onClick={() => void controller.cancelWaiting()}>
          {words("queue_cancel")}
        </Button>
      </div>
    </section>
  );
}

function placeText(queue: QueueState, words: ReturnType<typeof useWords>): string {
  return queue.position === 1 ? words("queue_next") : words("queue_position", { position: queue.position });
}

/** Nobody is there: said plainly, with three ways out. */
function NobodyThere(): JSX.Element {
  const { store, controller, show } = useWidget();
  const words = useWords();
  return (
    <section class="panel" aria-label={words("nobody_title")}>
      <h2>{words("nobody_title")}</h2>
      <p role="status">{words("nobody_text")}</p>
      <DepartmentMenu />
      <ContactThanks />
      <div class="panel-actions">
        {store.contactLeft.value === null && (
          <Button small look="primary" onClick={() => show("contact")}>
            {words("nobody_contact")}
          </Button>
        )}
        <Button small onClick={() => controller.keepWaiting()}>
          {words("nobody_wait")}
        </Button>
        <Button small busy={store.busy.value} onClick={() => void controller.cancelWaiting()}>
          {words("nobody_bot")}
        </Button>
      </div>
    </section>
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
        {departments.map(({ id, name }) => (
          <Button key={id} small busy={store.busy.value} onClick={() => void controller.chooseDepartment(id)}>
            <bdi>{name}</bdi>
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function ContactThanks(): JSX.Element | null {
  const { store } = useWidget();
  const words = useWords();
  const email = store.contactLeft.value;
  return email === null ? null : <p class="panel-good">{words("contact_thanks", { email })}</p>;
}

function Confirm({ what }: { what: "end" | "anew" }): JSX.Element {
  const { store, controller, show } = useWidget();
  const words = useWords();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const run = (): void => (what === "end" ? void controller.end() : controller.startAnew());
  return (
    <section class="panel" aria-label={words(`confirm_${what}`)}>
      <h2>{words(`confirm_${what}`)}</h2>
      <div class="panel-actions">
        <Button small look="primary" ref={first} busy={store.busy.value} onClick={run}>
          {words(`confirm_${what}_yes`)}
        </Button>
        <Button small onClick={() => show("none")}>
          {words("keep")}
        </Button>
      </div>
    </section>
  );
}
