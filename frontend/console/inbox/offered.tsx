/** The offer to this agent, on every page: how long it lasts, and a button (or key) to accept. */

import type { JSX } from "preact";
import type { QueueEntry } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { hrefOf } from "../../shared/staff/route";
import { duration } from "../../shared/time/time";
import { now } from "../app/clock";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import { Language, NeedBadges } from "./needs";

export function Offered(): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const entry = desk.offered.value[0];
  // The countdown is only visual: screen readers announce the offer once.
  return (
    <div class="offered">
      <span class="visually-hidden" role="status">
        {entry && words("offered_aloud", { reason: codeText(words, "reason", entry.reason) })}
      </span>
      {entry && <OfferedBar key={entry.handoff_id} entry={entry} />}
    </div>
  );
}

function OfferedBar({ entry }: { entry: QueueEntry }): JSX.Element {
  const words = useConsoleWords();
  const { accepting } = useConsole();
  const busy = accepting.busy.value === entry.conversation_id;
  return (
    <section class="banner banner-info offered-bar" aria-label={words("offered_you")}>
      <strong>{words("offered_you")}</strong>
      <a href={hrefOf("inbox", entry.conversation_id)}>{codeText(words, "reason", entry.reason)}</a>
      <OfferTime entry={entry} />
      <NeedBadges needs={entry} />
      {entry.offer?.language_matched === false && <Language language={entry.language} unmatched yours />}
      <Button look="primary" small busy={busy} onClick={() => void accepting.accept(entry.conversation_id)}>
        {words(busy ? "accepting" : "accept")}
      </Button>
    </section>
  );
}

/** The remaining time of the offer. */
export function OfferTime({ entry }: { entry: QueueEntry }): JSX.Element | null {
  if (!entry.offer) return null;
  const left = (new Date(entry.offer.until).getTime() - now.value) / 1_000;
  return <span class="offered-time">{duration(left)}</span>;
}
