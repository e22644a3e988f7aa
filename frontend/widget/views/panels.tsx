/** What stands between transcript and composer: the way to a person, the waiting line, forms, confirmations. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { ContactForm } from "../contact/form";
import { Resolved } from "../rating/resolved";
import { useWidget, useWords } from "./context";
import { Icon } from "./icons";
import { Waiting } from "./waiting";

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
      {status === "resolved" && store.view.value === "talk" && <Resolved />}
      {status !== "queued" && status !== "assigned" && !store.offersPerson.value && <PersonButton />}
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
