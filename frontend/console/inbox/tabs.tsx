/** The tabs of the inbox with their counts. ← → move between them; "All" is a page of its own with a search. */
import type { JSX } from "preact";
import { go, route } from "../../shared/staff/route";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { rowsOf } from "./inbox-rows";
import { TABS, type Tab } from "./view";

export const LIST_PANEL = "inbox-list";

export function InboxTabs({ current }: { current: Tab }): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  const choose = (tab: Tab): void => {
    if (tab !== "all") context.inbox.tab.value = tab;
    const section = tab === "all" ? "all" : "inbox";
    if (route.peek().section !== section) go(section, route.peek().id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(current) + step + TABS.length) % TABS.length] as Tab;
    event.preventDefault();
    choose(next);
    queueMicrotask(() => document.getElementById(`tab-${next}`)?.focus());
  };
  return (
    <div class="tabs" role="tablist" aria-label={words("inbox_tabs")} onKeyDown={onKeyDown}>
      {TABS.map((tab) => (
        <button
          key={tab}
          id={`tab-${tab}`}
          type="button"
          role="tab"
          class="tab"
          aria-selected={tab === current}
          aria-controls={LIST_PANEL}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => choose(tab)}
        >
          <span class="tab-word">{words(`tab_${tab}`)}</span>
          <TabCount tab={tab} />
        </button>
      ))}
    </div>
  );
}

function TabCount({ tab }: { tab: Tab }): JSX.Element | null {
  const context = useConsole();
  if (tab === "all") return null;
  const rows = rowsOf(context, tab);
  const calls = tab === "waiting" ? 0 : rows.filter(({ unread }) => unread > 0).length;
  const count = tab === "mentioned" ? calls : rows.length;
  if (count === 0) return null;
  return <span class={calls > 0 ? "tab-count tab-calls" : "tab-count"}>{count}</span>;
}
