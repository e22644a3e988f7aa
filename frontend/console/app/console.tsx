/** The console after sign-in: one desk for its lifetime, the bar, and the page named by the address. */

import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import type { Department } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import type { PageProps } from "../../shared/staff/mount";
import { hasRole } from "../../shared/staff/roles";
import { go, route } from "../../shared/staff/route";
import type { Session } from "../../shared/staff/sign-in/session";
import { Door } from "../../shared/staff/sign-in/sign-in";
import { Accepting } from "../acting/accepting";
import { Acting } from "../acting/acting";
import { notifyDesktop, playAlert, setTitle, unlockSound } from "../alerts/alerts";
import { AnswersPage } from "../answers/page";
import { Selection } from "../bulk/selection";
import { CannedRepliesPage } from "../canned-replies/page";
import { CooldownBar } from "../cooldown/cooldown-bar";
import { CustomerFieldsPage } from "../customer/fields-page";
import { DepartmentsPage } from "../departments/page";
import { Desk } from "../desk/desk";
import { FirstHourPage } from "../first-hour/page";
import { START } from "../first-hour/steps";
import { FollowUpsPage } from "../follow-ups/page";
import { AllPage } from "../inbox/all";
import { InboxPage } from "../inbox/inbox";
import { Offered } from "../inbox/offered";
import { InboxView } from "../inbox/view";
import { LivePage } from "../live/page";
import { MentionsPage } from "../mentions/page";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { Palette } from "../palette/palette";
import { Peek } from "../peek/peek";
import { PeekView } from "../peek/peek-view";
import { AccountPage } from "../people/account";
import { PeoplePage } from "../people/page";
import { PeopleDataPage } from "../people-data/page";
import { Rail } from "../rail/rail";
import { ReportsPage } from "../reports/page";
import { focusedConversation } from "../row-list/rows";
import { SettingsPage } from "../settings/page";
import { KnownTags } from "../tags/known-tags";
import { TagsPage } from "../tags/page";
import { WebhooksPage } from "../webhooks/page";
import type { Situation } from "./commands";
import { type ConsoleContext, ConsoleProvider } from "./context";
import { useShortcuts } from "./keyboard";
import { pagesOf } from "./pages";
import { ShortcutSheet } from "./shortcuts";
import "./frame.css";

export function Console(props: PageProps): JSX.Element {
  return hasRole(props.me, "agent") ? <AgentsConsole {...props} /> : <AgentsOnly session={props.session} />;
}

/** Editors have no queue, so they get a link to the editor. */
function AgentsOnly({ session }: { session: Session }): JSX.Element {
  const words = useConsoleWords();
  return (
    <Door product={words("product")} title={words("agents_only")}>
      <p>{words("agents_only_hint")}</p>
      <a class="button button-primary" href="/editor">
        {words("agents_only_link")}
      </a>
      <Button onClick={() => void session.signOut()}>{words("sign_out")}</Button>
    </Door>
  );
}

function AgentsConsole({ session, me, toasts }: PageProps): JSX.Element {
  const words = useConsoleWords();
  const departments = useSignal<readonly Department[]>([]);
  const desk = useMemo(() => new Desk(session.api, me, alertsOf(words)), [session, me, words]);
  const inbox = useMemo(() => new InboxView(me.id), [me]);
  const selection = useMemo(() => new Selection(), [me]);
  const peek = useMemo(() => new Peek(), [me]);
  const tags = useMemo(() => new KnownTags(session.api), [session]);
  const accepting = useMemo(() => new Accepting(desk, inbox, toasts, words), [desk, inbox, toasts, words]);
  const acting = useMemo(() => new Acting(desk, toasts, words), [desk, toasts, words]);
  const context: ConsoleContext = {
    desk,
    accepting,
    acting,
    inbox,
    selection,
    peek,
    tags,
    api: session.api,
    me,
    toasts,
    departments,
  };
  const open = useSignal<"sheet" | Situation | null>(null);
  const situation = useCallback((): Situation => {
    const here = { context, words, focused: focusedConversation() };
    const at: Situation = { ...here, show: (what) => (open.value = what === "palette" ? at : what) };
    return at;
  }, [desk]);

  useEffect(() => {
    desk.start();
    return () => desk.stop();
  }, [desk]);
  useEffect(() => {
    session.api
      .get<{ departments: Department[] }>("/departments")
      .then((answer) => {
        departments.value = answer.departments;
      })
      .catch(() => undefined);
  }, [session]);
  useEffect(() => void tags.read().catch(() => undefined), [tags]);
  useEffect(() => watchPage(desk), [desk]);
  useSignalEffect(() => setTitle(words("product"), desk.queue.value.length + sum(desk.unread.value)));
  useShortcuts(situation);

  return (
    <ConsoleProvider value={context}>
      <div class="console-frame">
        <Rail
          session={session}
          onPalette={() => situation().show("palette")}
          onShortcuts={() => situation().show("sheet")}
        />
        <div class="console-page">
          <div>
            <Offered />
            <CooldownBar />
          </div>
          <Page context={context} session={session} />
        </div>
      </div>
      <PeekView />
      {open.value === "sheet" && <ShortcutSheet onClose={() => (open.value = null)} />}
      {open.value && open.value !== "sheet" && (
        <Palette at={open.value} onClose={() => (open.value = null)} />
      )}
    </ConsoleProvider>
  );
}

function Page({ context, session }: { context: ConsoleContext; session: Session }): JSX.Element {
  const { section: wanted, id } = route.value;
  const section = pagesOf(context.me).find((page) => page.section === wanted)?.section;
  if (section === "all") return <AllPage id={id} />;
  if (section === "people") return <PeoplePage />;
  if (section === "departments") return <DepartmentsPage id={id} />;
  if (section === "answers") return <AnswersPage />;
  if (section === "follow-ups") return <FollowUpsPage />;
  if (section === "mentions") return <MentionsPage />;
  if (section === "canned-replies") return <CannedRepliesPage />;
  if (section === "tags") return <TagsPage />;
  if (section === "customer-fields") return <CustomerFieldsPage />;
  if (section === "live") return <LivePage />;
  if (wanted === START && hasRole(context.me, "admin")) return <FirstHourPage session={session} />;
  if (section === "reports") return <ReportsPage id={id} />;
  if (section === "people-data") return <PeopleDataPage />;
  if (section === "webhooks") return <WebhooksPage />;
  if (section === "settings") return <SettingsPage />;
  if (section === "account") return <AccountPage session={session} />;
  return <InboxPage id={id} />;
}

function alertsOf(words: ConsoleWords): ConstructorParameters<typeof Desk>[2] {
  return {
    onWaiting: (entry) => {
      playAlert();
      notifyDesktop(
        words("alert_waiting_title"),
        codeText(words, "reason", entry.reason),
        entry.handoff_id,
        () => go("inbox", entry.conversation_id),
      );
    },
    onOffered: (entry) => {
      playAlert();
      notifyDesktop(words("offered_you"), codeText(words, "reason", entry.reason), entry.handoff_id, () =>
        go("inbox", entry.conversation_id),
      );
    },
    onWoken: (conversationId, message) => {
      playAlert();
      notifyDesktop(words("alert_woken_title"), message.text.slice(0, 140), conversationId, () =>
        go("inbox", conversationId),
      );
    },
    onWhispered: (conversationId, message) => {
      playAlert();
      notifyDesktop(
        words("alert_whisper_title", { name: message.author.name }),
        message.text.slice(0, 140),
        conversationId,
        () => go("inbox", conversationId),
      );
    },
    onMentioned: (mention) => {
      playAlert();
      notifyDesktop(words("mentioned_you", { name: mention.by }), mention.text, mention.id, () =>
        go("all", mention.conversation_id),
      );
    },
    onCustomerMessage: (conversationId, message, elsewhere) => {
      if (elsewhere || !document.hasFocus()) playAlert();
      notifyDesktop(words("alert_message_title"), message.text.slice(0, 140), conversationId, () =>
        go("inbox", conversationId),
      );
    },
  };
}

/** When the network or the person comes back: reconnects now and marks visible messages as read. */
function watchPage(desk: Desk): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const back = (): void => {
    if (document.visibilityState !== "visible") return;
    desk.nudge();
    desk.markSeen();
  };
  addEventListener("online", back, { signal });
  addEventListener("focus", back, { signal });
  document.addEventListener("visibilitychange", back, { signal });
  addEventListener("pointerdown", unlockSound, { signal });
  addEventListener("keydown", unlockSound, { signal });
  return () => listening.abort();
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
