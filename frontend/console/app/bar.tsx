/** The bar on every page: pages, connection, presence, sound, account. */
import type { JSX } from "preact";
import type { PresenceState } from "../../shared/api/types";
import { StatusDot, type Tone } from "../../shared/components/basics";
import type { SocketState } from "../../shared/socket/socket";
import { failureText } from "../../shared/staff/failure";
import { hasRole } from "../../shared/staff/roles";
import { hrefOf, route } from "../../shared/staff/route";
import type { Session } from "../../shared/staff/sign-in/session";
import { setSound, soundOn } from "../desk/alerts";
import { type ConsoleWords, useConsoleWords } from "../messages";
import { useConsole } from "./context";
import { keyLabel } from "./keyboard";
import { pagesOf } from "./pages";

const LINK_TONES: Record<SocketState, Tone> = {
  idle: "neutral",
  connecting: "warning",
  open: "good",
  waiting: "danger",
  stopped: "danger",
};

interface BarProps {
  session: Session;
  onPalette: () => void;
  onShortcuts: () => void;
}

export function Bar({ session, onPalette, onShortcuts }: BarProps): JSX.Element {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const signOut = (): Promise<void> =>
    session.signOut().catch((error: unknown) => toasts.fail(failureText(error, words)));
  return (
    <header class="staff-bar">
      <button type="button" class="staff-skip" onClick={focusContent}>
        {words("skip_to_content")}
      </button>
      <span class="staff-brand bar-brand">{words("product")}</span>
      <Pages words={words} />
      <span class="staff-spring" />
      <span class="bar-link" role="status">
        <StatusDot tone={LINK_TONES[desk.link.value]} label={words(`link_${desk.link.value}`)} />
      </span>
      <PresenceSwitch />
      <button
        type="button"
        class="button button-quiet button-small bar-wide"
        aria-pressed={soundOn.value}
        title={words("sound_switch")}
        onClick={() => setSound(!soundOn.value)}
      >
        {words(soundOn.value ? "sound_on" : "sound_off")}
      </button>
      <button
        type="button"
        class="button button-quiet button-small"
        title={words("palette_title")}
        onClick={onPalette}
      >
        <kbd>{keyLabel("mod+k")}</kbd>
        <span class="visually-hidden">{words("palette_title")}</span>
      </button>
      <button
        type="button"
        class="button button-quiet button-small bar-wide"
        aria-label={words("shortcuts_open")}
        onClick={onShortcuts}
      >
        <kbd>?</kbd>
      </button>
      <button type="button" class="button button-quiet button-small bar-wide" onClick={() => void signOut()}>
        {words("sign_out")}
      </button>
    </header>
  );
}

function Pages({ words }: { words: ConsoleWords }): JSX.Element {
  const { desk, me } = useConsole();
  const here = route.value.section || "inbox";
  const waiting = desk.queue.value.length;
  const due = desk.followUps.due.value.length;
  const mentioned = desk.mentions.unread.value.length;
  const counts: Record<string, JSX.Element | false> = {
    inbox: waiting > 0 && <Count label={words.count("nav_waiting", waiting)} count={waiting} />,
    "follow-ups": due > 0 && <Count label={words.count("nav_due", due)} count={due} />,
    mentions: mentioned > 0 && <Count label={words.count("nav_mentioned", mentioned)} count={mentioned} />,
  };
  return (
    <nav aria-label={words("nav_label")}>
      {pagesOf(me).map(({ section, name }) => (
        <a key={section} href={hrefOf(section)} aria-current={here === section ? "page" : undefined}>
          {words(name)}
          {counts[section]}
        </a>
      ))}
      {hasRole(me, "editor") && <a href="/editor">{words("nav_editor")}</a>}
    </nav>
  );
}

function Count({ label, count }: { label: string; count: number }): JSX.Element {
  return (
    <span class="badge badge-warning">
      <span aria-hidden="true">{count}</span>
      <span class="visually-hidden">{label}</span>
    </span>
  );
}

function PresenceSwitch(): JSX.Element {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const state = desk.presence.state.value;
  const choose = (wanted: PresenceState): Promise<void> =>
    desk.presence.choose(wanted).catch((error: unknown) => toasts.fail(failureText(error, words)));
  return (
    <label class={`presence presence-${state ?? "unknown"}`}>
      <span class="visually-hidden">{words("presence")}</span>
      <select
        value={state ?? ""}
        disabled={state === null}
        onChange={(event) => void choose(event.currentTarget.value as PresenceState)}
      >
        {(["online", "away", "offline"] as const).map((option) => (
          <option key={option} value={option}>
            {words(`presence_${option}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A button instead of a link, because the address's fragment is the route. */
function focusContent(): void {
  document.getElementById("content")?.focus();
}
