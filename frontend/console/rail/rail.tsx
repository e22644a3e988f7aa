/**
 * The rail on the left of every page: search, the pages with their counts, the connection and the person's own menu. On
 * a phone it is a bar at the bottom with the pages that agents use, and the others behind "More".
 */
import { Ellipsis, Search } from "lucide";
import type { JSX } from "preact";
import { StatusDot, type Tone } from "../../shared/components/basics";
import { Icon } from "../../shared/components/icon";
import type { SocketState } from "../../shared/socket/socket";
import { Menu } from "../../shared/staff/menu/menu";
import { hasRole } from "../../shared/staff/roles";
import { hrefOf, route } from "../../shared/staff/route";
import type { Session } from "../../shared/staff/sign-in/session";
import { useConsole } from "../app/context";
import { keyLabel } from "../app/keyboard";
import { type PageName, pagesOf } from "../app/pages";
import { useConsoleWords } from "../messages";
import { givenUp, useGivenUp } from "../webhooks/given-up";
import { iconOf } from "./icons";
import { OwnMenu } from "./own-menu";
import "./rail.css";

const LINK_TONES: Record<SocketState, Tone> = {
  idle: "neutral",
  connecting: "warning",
  open: "good",
  waiting: "danger",
  stopped: "danger",
};

/** On a phone, the pages of the bar itself; the account is in the person's own menu. */
const ON_PHONES = ["inbox", "all", "follow-ups", "mentions"];

interface RailProps {
  session: Session;
  onPalette: () => void;
  onShortcuts: () => void;
}

export function Rail({ session, onPalette, onShortcuts }: RailProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <header class={route.value.id ? "rail rail-aside" : "rail"}>
      <button type="button" class="staff-skip" onClick={focusContent}>
        {words("skip_to_content")}
      </button>
      <span class="rail-brand" aria-hidden="true">
        Baton
      </span>
      <button type="button" class="rail-search" title={words("palette_title")} onClick={onPalette}>
        <Icon of={Search} />
        <span class="rail-word" aria-hidden="true">
          {words("palette_short")}
        </span>
        <span class="visually-hidden">{words("palette_title")}</span>
        <kbd>{keyLabel("mod+k")}</kbd>
      </button>
      <Pages />
      <div class="rail-foot">
        <Link />
        <OwnMenu session={session} onShortcuts={onShortcuts} />
      </div>
    </header>
  );
}

function Pages(): JSX.Element {
  const words = useConsoleWords();
  const { api, me } = useConsole();
  useGivenUp(api, hasRole(me, "admin"));
  const pages = pagesOf(me).filter(({ section }) => section !== "account");
  const further = pages.filter(({ section }) => !ON_PHONES.includes(section));
  const editor = hasRole(me, "editor");
  return (
    <nav class="rail-pages" aria-label={words("nav_label")}>
      {pages.map((page) => (
        <PageLink key={page.section} page={page} wide={!ON_PHONES.includes(page.section)} />
      ))}
      {editor && (
        <a class="rail-link rail-wide" href="/editor">
          <Icon of={iconOf("editor")} />
          <span class="rail-word">{words("nav_editor")}</span>
        </a>
      )}
      {(further.length > 0 || editor) && (
        <div class="rail-more">
          <Menu place="above" class="rail-link" label={words("nav_more")} face={<MoreFace />}>
            {further.map(({ section, name }) => (
              <a key={section} class="menu-item" href={hrefOf(section)}>
                <Icon of={iconOf(section)} />
                {words(name)}
              </a>
            ))}
            {editor && (
              <a class="menu-item" href="/editor">
                <Icon of={iconOf("editor")} />
                {words("nav_editor")}
              </a>
            )}
          </Menu>
        </div>
      )}
    </nav>
  );
}

function MoreFace(): JSX.Element {
  const words = useConsoleWords();
  return (
    <>
      <Icon of={Ellipsis} />
      <span class="rail-word">{words("nav_more")}</span>
    </>
  );
}

function PageLink({ page, wide }: { page: PageName; wide: boolean }): JSX.Element {
  const words = useConsoleWords();
  const here = route.value.section || "inbox";
  return (
    <a
      class={wide ? "rail-link rail-wide" : "rail-link"}
      href={hrefOf(page.section)}
      aria-current={here === page.section ? "page" : undefined}
    >
      <Icon of={iconOf(page.section)} />
      <span class="rail-word">{words(page.name)}</span>
      <PageCount section={page.section} />
    </a>
  );
}

type CountKey = "nav_waiting" | "nav_due" | "nav_mentioned" | "webhooks_given_up";

function PageCount({ section }: { section: string }): JSX.Element | null {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const counts: Record<string, readonly [key: CountKey, count: number]> = {
    inbox: ["nav_waiting", desk.queue.value.length],
    "follow-ups": ["nav_due", desk.followUps.due.value.length],
    mentions: ["nav_mentioned", desk.mentions.unread.value.length],
    webhooks: ["webhooks_given_up", givenUp.value],
  };
  const [key, count] = counts[section] ?? ["nav_waiting", 0];
  if (count === 0) return null;
  return (
    <span class="badge badge-warning rail-count">
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span class="visually-hidden">{words.count(key, count)}</span>
    </span>
  );
}

function Link(): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  return (
    <span class="rail-connection" role="status" title={words(`link_${desk.link.value}`)}>
      <StatusDot tone={LINK_TONES[desk.link.value]} label={words(`link_${desk.link.value}`)} />
    </span>
  );
}

/** A button instead of a link, because the address's fragment is the route. */
function focusContent(): void {
  document.getElementById("content")?.focus();
}
