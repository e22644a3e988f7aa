/** Other conversations of the same person, in the customer panel: who waits twice is seen at once, and can be merged. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { SamePerson, SamePersonConversation } from "../../shared/api/contract";
import { Badge, Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { STATUS_TONES } from "../conversation/header";
import { possibleWith } from "../desk/permissions";
import { codeText, useConsoleWords } from "../messages";
import { MergeDialog } from "./dialog";
import "./merging.css";

/** `moment` changes when something has happened in the conversation. */
export function SamePersonPart({ id, moment }: { id: string; moment: string }): JSX.Element | null {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const others = useOthers(id, `${moment} ${desk.queue.value.length}`);
  const asked = useSignal<SamePersonConversation | null>(null);
  if (others.value.length === 0) return null;
  return (
    <section class="customer-part same-person" aria-label={words("same_person")}>
      <h3>{words("same_person")}</h3>
      <ul class="staff-list past-list">
        {others.value.map((other) => (
          <Other key={other.id} id={id} other={other} onMerge={() => (asked.value = other)} />
        ))}
      </ul>
      {asked.value && (
        <MergeDialog
          id={id}
          other={asked.value}
          onClose={() => (asked.value = null)}
          onMerged={(other) => (others.value = others.value.filter((each) => each.id !== other))}
        />
      )}
    </section>
  );
}

interface OtherProps {
  id: string;
  other: SamePersonConversation;
  onMerge: () => void;
}

function Other({ id, other, onMerge }: OtherProps): JSX.Element {
  const words = useConsoleWords();
  const { desk, me } = useConsole();
  const entry = desk.queue.value.find((waiting) => waiting.conversation_id === id);
  const may = possibleWith(desk.find(id), entry, me);
  const free = !other.agent || other.agent.id === me.id || may.takeOver;
  return (
    <li>
      <a href={hrefOf("all", other.id)}>
        <bdi>{other.title ?? fullTime(other.created_at, words.locale)}</bdi>
      </a>
      <p class="past-facts">
        <Badge tone={STATUS_TONES[other.status]}>{words(`status_${other.status}`)}</Badge>
        <Badge tone={other.by === "identity" ? "good" : "neutral"}>
          {codeText(words, "same_by", other.by)}
        </Badge>
        {other.agent && <bdi>{words("with_agent", { name: other.agent.name })}</bdi>}
      </p>
      {may.move && free && (
        <Button small onClick={onMerge}>
          {words("merge")}
        </Button>
      )}
    </li>
  );
}

/** Without an answer nobody is shown. */
function useOthers(id: string, moment: string): { value: readonly SamePersonConversation[] } {
  const { api } = useConsole();
  const others = useSignal<readonly SamePersonConversation[]>([]);
  useEffect(() => {
    let wanted = true;
    api
      .get<SamePerson>(`/conversations/${segment(id)}/same-person`)
      .then((answer) => {
        if (wanted) others.value = answer.conversations;
      })
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [id, moment]);
  return others;
}
