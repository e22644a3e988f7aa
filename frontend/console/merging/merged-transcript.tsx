/** What was said in a conversation that was merged into the shown one, at the place where it was merged. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { MessageView } from "../../shared/components/message";
import { hrefOf } from "../../shared/staff/route";
import { useConsole } from "../app/context";
import { useFiles } from "../attachments/files";
import { useConsoleWords } from "../messages";
import "./merging.css";

interface MergedTranscriptProps {
  /** The closed conversation. */
  id: string;
  /** What the customer is called here. */
  name: string;
}

export function MergedTranscript({ id, name }: MergedTranscriptProps): JSX.Element {
  const words = useConsoleWords();
  const transcript = useConsole().desk.transcript(id);
  const fetchFile = useFiles(id);
  useEffect(() => void transcript.catchUp(), [transcript]);
  const texts = transcript.timeline.value.filter(({ kind }) => kind === "text");
  return (
    <details class="merged" open>
      <summary>{words.count("merged_messages", texts.length)}</summary>
      <ol class="staff-list messages">
        {texts.map((message) => (
          <li key={message.seq}>
            <MessageView message={message} own={["agent", "bot"]} customerName={name} fetchFile={fetchFile} />
          </li>
        ))}
      </ol>
      <a href={hrefOf("all", id)}>{words("merged_open")}</a>
    </details>
  );
}
