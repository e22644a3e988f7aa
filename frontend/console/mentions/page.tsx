/** Notes in which colleagues mentioned this agent, unread first; each links to its note. */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Mention } from "../../shared/api/contract";
import { Badge, Spinner } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { ago } from "../../shared/time/time";
import { now } from "../app/clock";
import { useConsole } from "../app/context";
import { customerName } from "../inbox/customer-name";
import { useConsoleWords } from "../messages";
import "./mentions.css";

export function MentionsPage(): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  useEffect(() => desk.mentions.ask(), [desk]);
  const list = desk.mentions.list.value;
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("mentions_title")}</h1>
        {list === null && <Spinner label={words("loading")} />}
        {list?.length === 0 && <p class="staff-hint">{words("mentions_none")}</p>}
        {!!list?.length && (
          <section class="staff-card">
            <ul class="staff-list board-list">
              {list.map((mention) => (
                <li key={mention.id}>
                  <MentionLine mention={mention} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}

function MentionLine({ mention }: { mention: Mention }): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const { conversation_id: conversationId, seq } = mention;
  return (
    <>
      {!mention.read && <Badge tone="info">{words("mentions_unread")}</Badge>}
      <a
        href={hrefOf("all", conversationId)}
        onClick={() => (desk.mentions.wanted.value = { conversationId, seq })}
      >
        {words("mentioned_you", { name: mention.by })}
      </a>
      <bdi>{customerName({ id: conversationId, customer: mention.customer }, words)}</bdi>
      <span class="staff-hint">{ago(mention.created_at, words, new Date(now.value))}</span>
      <p class="mention-text" dir="auto">
        {mention.text}
      </p>
    </>
  );
}
