/** The customer's conversations in this browser: the present one first, and the earlier ones to go on with. */

import type { JSX } from "preact";
import { ago } from "../../shared/time/time";
import { titleOf } from "../conversations/past";
import { useWidget, useWords } from "../views/context";
import { Icon } from "../views/icons";

interface RowProps {
  title: string;
  at: string;
  unread?: number;
  /** While something is on its way, the conversation that it belongs to stays. */
  held?: boolean;
  onOpen: () => void;
}

export function Conversations(): JSX.Element | null {
  const { store, controller } = useWidget();
  const words = useWords();
  const timeline = store.timeline.value;
  const present = store.conversation.value && timeline.findLast(({ kind }) => kind === "text");
  const past = store.past.value;
  if (!present && past.length === 0) return null;
  return (
    <div class="card">
      <h2 id="conversations">{words("conversations")}</h2>
      <ul class="rows" aria-labelledby="conversations">
        {present && (
          <li>
            <Row
              title={titleOf(timeline) ?? words("log")}
              at={present.created_at}
              unread={store.unread.value}
              onOpen={() => controller.show("talk")}
            />
          </li>
        )}
        {past.map((each) => (
          <li key={each.id}>
            <Row
              title={each.title}
              at={each.at}
              held={store.outgoing.value.length > 0}
              onOpen={() => controller.takeUp(each)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ title, at, unread = 0, held, onOpen }: RowProps): JSX.Element {
  const words = useWords();
  return (
    <button type="button" class="row" disabled={held} onClick={onOpen}>
      <span class="row-text">
        <bdi>{title}</bdi>
        <time class="row-time" dateTime={at}>
          {ago(at, words)}
        </time>
      </span>
      {unread > 0 && (
        <span class="row-unread">
          <span aria-hidden="true">{unread}</span>
          <span class="visually-hidden">{words.count("unread", unread)}</span>
        </span>
      )}
      <Icon name="forward" />
    </button>
  );
}
