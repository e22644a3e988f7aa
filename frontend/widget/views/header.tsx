/** The top line: whom the customer is talking to, and the way to end, start anew or close. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { saveTranscript } from "../conversations/download";
import { isThere } from "../home/status";
import { switchSound } from "../settings/sound";
import { useWidget, useWords } from "./context";
import { Icon } from "./icons";

export function Header(): JSX.Element {
  const { store, close } = useWidget();
  const words = useWords();
  return (
    <header class="header">
      <Left />
      <div class="header-text">
        <h1>
          <bdi>{store.settings.value?.company || words("title")}</bdi>
        </h1>
        <Subtitle />
      </div>
      <Menu />
      {close && (
        <button
          type="button"
          class="icon-button"
          aria-label={words("minimise")}
          title={words("minimise")}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}

/** The way back to the first page, and whom the customer is talking to; on the first page the company's logo. */
function Left(): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const logo = store.settings.value?.logo;
  if (store.view.value === "home") return <>{logo && <img class="logo" src={logo} alt="" />}</>;
  return (
    <>
      {!store.reading.value && (
        <button
          type="button"
          class="icon-button"
          aria-label={words("home")}
          title={words("home")}
          onClick={() => controller.show("home")}
        >
          <Icon name="home" />
        </button>
      )}
      <Face />
    </>
  );
}

/** The agent's first letter once one is there, else the bot's picture, else the company's logo. */
function Face(): JSX.Element {
  const { store } = useWidget();
  const { conversation, settings } = store;
  const agent = conversation.value?.status === "assigned" ? conversation.value.agent?.name : null;
  const picture = settings.value?.picture || settings.value?.logo;
  return (
    <span class="face" aria-hidden="true">
      {agent && [...agent][0]?.toUpperCase()}
      {!agent && (picture ? <img src={picture} alt="" /> : <Icon name="bot" />)}
      {(agent || isThere(settings.value)) && store.connection.value !== "offline" && (
        <span class="dot dot-there" />
      )}
    </span>
  );
}

function Subtitle(): JSX.Element | null {
  const { store } = useWidget();
  const words = useWords();
  const conversation = store.conversation.value;
  if (store.view.value === "home") return null;
  if (conversation?.status !== "assigned") {
    return <p class="subtitle">{words(`subtitle_${conversation?.status ?? "bot"}`)}</p>;
  }
  // The agent's name is isolated, so that its writing direction does not turn the sentence around.
  const [before, after] = words("subtitle_assigned", { name: "\u0000" }).split("\u0000");
  return (
    <p class="subtitle">
      {before}
      <bdi>{conversation.agent?.name || words("author_agent")}</bdi>
      {after}
    </p>
  );
}

function Menu(): JSX.Element | null {
  const { store, controller, show } = useWidget();
  const words = useWords();
  const first = useRef<HTMLButtonElement>(null);
  const open = store.panel.value === "menu";
  const conversation = store.conversation.value;
  useEffect(() => {
    if (open) first.current?.focus();
  }, [open]);
  if (!conversation || store.reading.value || store.view.value === "home") return null;
  const resolved = conversation.status === "resolved";
  return (
    <div class="menu">
      <button
        type="button"
        class="icon-button"
        id="menu-button"
        aria-label={words("more")}
        title={words("more")}
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => show(open ? "none" : "menu")}
      >
        <Icon name="more" />
      </button>
      <div id="menu" class="menu-list" hidden={!open}>
        {!resolved && (
          <button type="button" ref={first} onClick={() => show("confirm-end")}>
            {words("end")}
          </button>
        )}
        <button
          type="button"
          ref={resolved ? first : undefined}
          onClick={() => (resolved ? controller.startAnew() : show("confirm-anew"))}
        >
          {words("anew")}
        </button>
        <button type="button" onClick={() => saveTranscript(store, words)}>
          {words("transcript_save")}
        </button>
        <button type="button" onClick={() => switchSound(store)}>
          {words(store.sound.value ? "sound_off" : "sound_on")}
        </button>
      </div>
    </div>
  );
}
