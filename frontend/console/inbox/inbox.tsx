/** The inbox: one list with tabs on the left, the chosen conversation beside it; on a phone only one of the two. */
import type { JSX } from "preact";
import { Banner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { BulkBar } from "../bulk/bulk-bar";
import { ConversationView } from "../conversation/conversation";
import { useConsoleWords } from "../messages";
import type { ConsoleKey } from "../messages/en";
import { RowList } from "../row-list/row-list";
import { customerName } from "./customer-name";
import { InboxRowView } from "./inbox-row";
import { type InboxRow, rowsOf, shownRows } from "./inbox-rows";
import { ListTools } from "./list-tools";
import { InboxTabs, LIST_PANEL } from "./tabs";
import type { Tab } from "./view";
import "./inbox.css";

export function InboxPage({ id }: { id: string | null }): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  const { inbox } = context;
  const stored = inbox.tab.value;
  const tab = stored === "all" ? "waiting" : stored;
  return (
    <main id="content" class={id ? "panes showing-detail" : "panes"} tabIndex={-1}>
      <h1 class="visually-hidden">{words("inbox")}</h1>
      <section class="pane-list" aria-label={words("inbox")}>
        <div class="list-head">
          <PresenceHint />
          <InboxTabs current={tab} />
          <ListTools />
          {tab !== "mentioned" && (
            <BulkBar shown={shownRows(context, tab).map((row) => row.id)} waiting={tab === "waiting"} />
          )}
        </div>
        <InboxList tab={tab} current={id} />
      </section>
      <div class="pane-detail">
        <LinkBanner />
        {id ? <ConversationView key={id} id={id} backTo="inbox" /> : <NothingChosen />}
      </div>
    </main>
  );
}

/** With a box to tick, while the agent selects several. The row itself stays in the page, and so does the focus on it. */
function Ticked({ row, children }: { row: InboxRow; children: JSX.Element }): JSX.Element {
  const words = useConsoleWords();
  const { selection } = useConsole();
  return (
    <div class={selection.on.value ? "row-ticked" : undefined}>
      {selection.on.value && (
        <label class="row-tick">
          <input
            type="checkbox"
            aria-label={words("bulk_tick", { name: customerName(row, words) })}
            checked={selection.ids.value.has(row.id)}
            onChange={() => selection.toggle(row.id)}
          />
        </label>
      )}
      {children}
    </div>
  );
}

function InboxList({ tab, current }: { tab: Tab; current: string | null }): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  const rows = shownRows(context, tab);
  const hidden = rowsOf(context, tab).length - rows.length;
  return (
    <div id={LIST_PANEL} role="tabpanel" aria-labelledby={`tab-${tab}`}>
      {rows.length === 0 && hidden === 0 && <p class="list-empty">{words(`${tab}_empty` as ConsoleKey)}</p>}
      <RowList
        key={tab}
        items={rows}
        idOf={({ id }) => id}
        row={(row) => (
          <Ticked row={row}>
            <InboxRowView row={row} current={row.id === current} />
          </Ticked>
        )}
      />
      {hidden > 0 && <p class="list-empty">{words.count("filter_hides", hidden)}</p>}
    </div>
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
