/** A reply being sent, or one that the server refused: its text can be sent again, edited or discarded. */
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { ApiError } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import type { Outgoing } from "../api/types";
import { useConsole } from "../app/context";
import { readDraft, writeDraft } from "../composer/drafts";
import { composerFilled } from "../composer/use-draft";
import { useConsoleWords } from "../messages";

export function OutgoingView({ id, outgoing }: { id: string; outgoing: Outgoing }): JSX.Element {
  const words = useConsoleWords();
  const kind = outgoing.visibility === "internal" ? "note" : "agent";
  return (
    <li>
      <article class={`message message-own message-${kind} message-outgoing`}>
        <div class="bubble">
          <p class="plain-text" dir="auto">
            {outgoing.text}
          </p>
        </div>
        {outgoing.refused === undefined ? (
          <p class="under-bubble">{words("sending")}</p>
        ) : (
          <Refused id={id} outgoing={outgoing} code={outgoing.refused} />
        )}
      </article>
    </li>
  );
}

function Refused({ id, outgoing, code }: { id: string; outgoing: Outgoing; code: string }): JSX.Element {
  const words = useConsoleWords();
  const { desk, me } = useConsole();
  const { outbox } = desk.transcript(id);
  const reason = failureText(new ApiError(code, code, 409), words);
  const takeBack = (): void => {
    const draft = readDraft(me.id, id);
    const text = [draft.text, outgoing.text].filter(Boolean).join("\n");
    writeDraft(me.id, id, { text, internal: outgoing.visibility === "internal" });
    outbox.remove(outgoing.client_message_id);
    composerFilled.value++;
  };
  return (
    <div class="under-bubble refused" role="alert">
      <span>{words("not_sent", { reason })}</span>
      <Button look="quiet" small onClick={() => outbox.retry(outgoing.client_message_id)}>
        {words("resend")}
      </Button>
      <Button look="quiet" small onClick={takeBack}>
        {words("take_back")}
      </Button>
      <Button look="quiet" small onClick={() => outbox.remove(outgoing.client_message_id)}>
        {words("discard")}
      </Button>
    </div>
  );
}
