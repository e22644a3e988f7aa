/** The inbox: waiting and own conversations on the left, the chosen one beside them; on a phone only one of the two. */
import type { JSX } from "preact";
import { Banner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { ConversationView } from "../conversation/conversation";
import { useConsoleWords } from "../messages";
import { OwnList } from "./own-list";
import { WaitingList } from "./waiting-list";
import "./inbox.css";

export function InboxPage({ id }: { id: string | null }): JSX.Element {
  const words = useConsoleWords();
  return (
    <main id="content" class={id ? "panes showing-detail" : "panes"} tabIndex={-1}>
      <h1 class="visually-hidden">{words("inbox")}</h1>
      <section class="pane-list" aria-label={words("inbox")}>
        <PresenceHint />
        <WaitingList current={id} />
        <OwnList current={id} />
      </section>
      <div class="pane-detail">
        <LinkBanner />
        {id ? <ConversationView key={id} id={id} backTo="inbox" /> : <NothingChosen />}
      </div>
    </main>
  );
}

export function LinkBanner(): JSX.Element | null {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const link = desk.link.value;
  if (link === "open" || link === "idle" || !(desk.everLive.value || link === "waiting")) return null;
  return (
    <Banner tone="danger">
      {words("link_lost_banner")}
      <button type="button" class="button button-plain button-small" onClick={() => desk.nudge()}>
        {words("link_try_now")}
      </button>
    </Banner>
  );
}

function PresenceHint(): JSX.Element | null {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  if (desk.presence.state.value !== "offline") return null;
  const goOnline = (): Promise<void> =>
    desk.presence.choose("online").catch((error: unknown) => toasts.fail(failureText(error, words)));
  return (
    <Banner tone="warning">
      {words("presence_hint")}
      <button type="button" class="button button-plain button-small" onClick={() => void goOnline()}>
        {words("presence_go_online")}
      </button>
    </Banner>
  );
}

export function NothingChosen(): JSX.Element {
  const words = useConsoleWords();
  return (
    <div class="staff-empty nothing-chosen">
      <p class="nothing-title">{words("nothing_chosen")}</p>
      <p>{words("nothing_chosen_hint")}</p>
    </div>
  );
}
