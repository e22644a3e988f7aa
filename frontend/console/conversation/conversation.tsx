/** One conversation: header with steps, transcript, composer, and the customer panel. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { ApiError } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { Brief } from "../brief/brief";
import { Composer } from "../composer/composer";
import { CustomerPanel } from "../customer/panel";
import { useConsoleWords } from "../messages";
import { TranscriptView } from "../transcript/transcript";
import { ConversationHeader, HandoffFacts } from "./header";
import "./conversation.css";

const ROOM_FOR_PANEL = "(min-width: 80rem)";

export function ConversationView({ id, backTo }: { id: string; backTo: string }): JSX.Element {
  const words = useConsoleWords();
  const { acting, desk, toasts } = useConsole();
  const missing = useSignal(false);
  const panelShown = useSignal(matchMedia(ROOM_FOR_PANEL).matches);
  useEffect(() => {
    // A window that becomes narrow, as with zoom, is not left covered by the panel.
    const room = matchMedia(ROOM_FOR_PANEL);
    const follow = (): void => {
      panelShown.value = room.matches;
    };
    room.addEventListener("change", follow);
    return () => room.removeEventListener("change", follow);
  }, []);

  useSignalEffect(() => {
    if (acting.tagging.value) panelShown.value = true;
  });

  useEffect(() => {
    desk.open(id).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) missing.value = true;
      else toasts.fail(failureText(error, words));
    });
    return () => desk.close();
  }, [id]);

  if (missing.value) return <p class="staff-empty">{words("failure_not_found")}</p>;
  return (
    <div class={panelShown.value ? "conversation with-customer" : "conversation"}>
      <div class="conversation-main">
        <ConversationHeader
          id={id}
          backTo={backTo}
          panelShown={panelShown.value}
          onPanel={() => (panelShown.value = !panelShown.value)}
        />
        <Brief id={id}>
          <HandoffFacts id={id} />
        </Brief>
        <TranscriptView id={id} />
        <Composer id={id} />
      </div>
      {panelShown.value && <CustomerPanel key={id} id={id} onClose={() => (panelShown.value = false)} />}
    </div>
  );
}
