/** The person's own menu: presence, sound, how the console looks, its language, the account, and the way out. */

import type { Signal } from "@preact/signals";
import { CircleUser, Keyboard, LogOut } from "lucide";
import type { JSX } from "preact";
import type { PresenceState } from "../../shared/api/types";
import { Avatar } from "../../shared/components/avatar";
import { Icon } from "../../shared/components/icon";
import { failureText } from "../../shared/staff/failure";
import { LanguageChoice } from "../../shared/staff/language";
import { DENSITIES, density, MOTIONS, motion, THEMES, theme } from "../../shared/staff/look/look";
import { Menu } from "../../shared/staff/menu/menu";
import { hrefOf } from "../../shared/staff/route";
import type { Session } from "../../shared/staff/sign-in/session";
import { setSound, soundOn } from "../alerts/alerts";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import type { ConsoleKey } from "../messages/en";

const STATES = ["online", "away", "offline"] as const;

export function OwnMenu({
  session,
  onShortcuts,
}: {
  session: Session;
  onShortcuts: () => void;
}): JSX.Element {
  const words = useConsoleWords();
  const { desk, me, toasts } = useConsole();
  const state = desk.presence.state.value;
  const said = state ? words(`presence_${state}`) : "";
  const signOut = (): Promise<void> =>
    session.signOut().catch((error: unknown) => toasts.fail(failureText(error, words)));
  return (
    <Menu
      place="above"
      class="own-face"
      face={
        <>
          <span class="visually-hidden">{words("own_menu", { name: me.name, state: said })}</span>
          <span class={`own-picture own-${state ?? "unknown"}`}>
            <Avatar name={me.name} />
          </span>
          <span class="own-name rail-word" aria-hidden="true">
            <bdi>{me.name}</bdi>
            <span class="staff-hint">{said}</span>
          </span>
        </>
      }
    >
      <PresenceSwitch />
      <hr class="menu-line" />
      <Choice name="look_theme" of={theme} options={THEMES} said={(each) => `theme_${each}`} />
      <Choice name="look_density" of={density} options={DENSITIES} said={(each) => `density_${each}`} />
      <Choice name="look_motion" of={motion} options={MOTIONS} said={(each) => `motion_${each}`} />
      <div class="menu-choice">
        <span aria-hidden="true">{words("interface_language")}</span>
        <LanguageChoice />
      </div>
      <label class="menu-choice">
        {words("sound")}
        <input
          type="checkbox"
          checked={soundOn.value}
          onChange={(event) => setSound(event.currentTarget.checked)}
        />
      </label>
      <hr class="menu-line" />
      <button type="button" class="menu-item" onClick={onShortcuts}>
        <Icon of={Keyboard} />
        {words("shortcuts_open")}
        <kbd>?</kbd>
      </button>
      <a class="menu-item" href={hrefOf("account")}>
        <Icon of={CircleUser} />
        {words("nav_account")}
      </a>
      <button type="button" class="menu-item" onClick={() => void signOut()}>
        <Icon of={LogOut} />
        {words("sign_out")}
      </button>
    </Menu>
  );
}

function PresenceSwitch(): JSX.Element {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const state = desk.presence.state.value;
  const choose = (wanted: PresenceState): Promise<void> =>
    desk.presence.choose(wanted).catch((error: unknown) => toasts.fail(failureText(error, words)));
  return (
    <label class="menu-choice">
      {words("presence")}
      <select
        class="input"
        value={state ?? ""}
        disabled={state === null}
        onChange={(event) => void choose(event.currentTarget.value as PresenceState)}
      >
        {STATES.map((option) => (
          <option key={option} value={option}>
            {words(`presence_${option}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ChoiceProps<Option extends string> {
  name: ConsoleKey;
  of: Signal<Option>;
  options: readonly Option[];
  said: (option: Option) => ConsoleKey;
}

function Choice<Option extends string>({ name, of, options, said }: ChoiceProps<Option>): JSX.Element {
  const words = useConsoleWords();
  return (
    <label class="menu-choice">
      {words(name)}
      <select
        class="input"
        value={of.value}
        onChange={(event) => (of.value = event.currentTarget.value as Option)}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {words(said(option))}
          </option>
        ))}
      </select>
    </label>
  );
}
