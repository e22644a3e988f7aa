/** Offers the previous agent's draft to the agent who has the conversation now. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

export function LeftDraft({
  id,
  onTake,
}: {
  id: string;
  onTake: (text: string) => void;
}): JSX.Element | null {
  const words = useConsoleWords();
  const { desk, me } = useConsole();
  const dismissed = useSignal(false);
  const left = desk.find(id)?.left_draft;
  if (!left || left.agent.id === me.id || dismissed.value) return null;
  const done = (): void => {
    dismissed.value = true;
  };
  return (
    <section class="left-draft" aria-label={words("left_draft", { name: left.agent.name })}>
      <p class="staff-hint">{words("left_draft", { name: left.agent.name })}</p>
      <blockquote dir="auto">{left.text}</blockquote>
      <div class="staff-row">
        <Button
          small
          onClick={() => {
            done();
            onTake(left.text);
          }}
        >
          {words("left_draft_take")}
        </Button>
        <Button look="quiet" small onClick={done}>
          {words("discard")}
        </Button>
      </div>
    </section>
  );
}
