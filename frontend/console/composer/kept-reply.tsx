/** A reply that was being written when somebody else took the conversation: kept apart from notes, until it is dropped. */
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { useConsoleWords } from "../messages";

export function KeptReply({ text, onDrop }: { text: string; onDrop: () => void }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="left-draft" aria-label={words("kept_reply")}>
      <p class="staff-hint">{words("kept_reply")}</p>
      <blockquote dir="auto">{text}</blockquote>
      <div class="staff-row">
        <Button small onClick={() => void navigator.clipboard?.writeText(text)}>
          {words("copy_text")}
        </Button>
        <Button look="quiet" small onClick={onDrop}>
          {words("discard")}
        </Button>
      </div>
    </section>
  );
}
