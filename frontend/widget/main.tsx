/** Puts the widget's page together: site, words, storage, state, views. */
import "../shared/tokens.css";
import "../shared/base.css";
import "../shared/components.css";
import "./widget.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { loadMarkdown } from "../shared/markdown";
import { loadWords, type Words, WordsProvider } from "../shared/words";
import { CustomerApi } from "./api";
import { Controller } from "./controller";
import { loaders } from "./messages";
import { en, type WidgetKey } from "./messages/en";
import { LiveSettings } from "./settings/live-settings";
import { wearAccent, wearTheme } from "./settings/look";
import { listenToConsole, showcaseLocale } from "./settings/showcase";
import { ring } from "./settings/sound";
import type { ToPage } from "./shell/bridge";
import { Site } from "./shell/site";
import { WidgetStorage } from "./storage";
import { createStore, type Panel, type Store } from "./store";
import { App } from "./views/app";
import { WidgetProvider } from "./views/context";

async function start(root: HTMLElement): Promise<void> {
  const site = new Site();
  const preview = showcaseLocale();
  const hello = preview ? null : await site.hello();
  const locales = [preview ?? hello?.locale ?? [], navigator.languages].flat();
  const words = await loadWords(en, loaders, locales);
  document.documentElement.lang = words.locale;
  document.documentElement.dir = words.direction;
  document.title = words("title");
  wearTheme(hello?.theme);

  const storage = new WidgetStorage();
  const store = createStore(storage.marks);
  store.locales.value = locales.slice(0, 1);
  store.sound.value = storage.sound;
  effect(() => {
    storage.sound = store.sound.value;
  });
  effect(() => wearAccent(hello?.accent ?? store.settings.value?.accent));
  const api = new CustomerApi(() => storage.conversation?.token ?? null);
  const visit = {
    locale: locales[0] ?? "en",
    pageUrl: hello?.page_url ?? null,
    identity: hello?.identity ?? null,
  };
  const controller = new Controller(store, storage, api, visit);

  store.looking.value = hello?.open ?? !site.framed;
  site.listen((message) => heed(message, store, controller));
  watchPage(controller, store);
  tellSite(site, store, words);
  const close = site.framed ? () => site.tell({ type: "baton.close" }) : null;
  render(
    <WordsProvider value={words}>
      <WidgetProvider value={{ store, controller, show: (panel) => showPanel(store, panel), close }}>
        <App draft={storage} />
      </WidgetProvider>
    </WordsProvider>,
    root,
  );
  if (preview) {
    root.inert = true;
    store.view.value = "talk";
    listenToConsole(store);
    return;
  }
  controller.start();
  new LiveSettings(store, api).start();
}

/** A frame without an origin of its own reaches no server and keeps nothing: better a clear word than a dead field. */
async function sayCannotWork(root: HTMLElement): Promise<void> {
  const words = await loadWords(en, loaders, navigator.languages);
  document.documentElement.lang = words.locale;
  document.documentElement.dir = words.direction;
  render(
    <main class="cannot-work">
      <p>{words("sandboxed")}</p>
      <a href={location.href.split("#")[0]} target="_blank" rel="noopener">
        {words("sandboxed_open")}
      </a>
    </main>,
    root,
  );
}

function showPanel(store: Store, panel: Panel): void {
  store.panel.value = panel;
}

function heed(message: ToPage, store: Store, controller: Controller): void {
  if (message.type === "baton.identity" || message.type === "baton.hello")
    controller.identify(message.identity);
  if (message.type === "baton.opened") store.looking.value = true;
  if (message.type === "baton.closed") store.looking.value = false;
  controller.markRead();
}

function watchPage(controller: Controller, store: Store): void {
  for (const name of ["online", "offline", "focus"]) addEventListener(name, () => controller.wake());
  document.addEventListener("visibilitychange", () => {
    store.visible.value = !document.hidden;
    if (!document.hidden) controller.wake();
  });
}

function tellSite(site: Site, store: Store, words: Words<WidgetKey>): void {
  site.tell({ type: "baton.words", close: words("minimise"), title: words("frame_title") });
  // Answers are Markdown: whoever opens the widget will need its parser, and nobody else loads it.
  effect(() => {
    if (store.looking.value) void loadMarkdown();
  });
  effect(() => {
    const count = store.looking.value && store.visible.value ? 0 : store.unread.value;
    site.tell({ type: "baton.unread", count, said: words.count("unread", count) });
  });
  let heard = 0;
  effect(() => {
    const count = store.unread.value;
    if (count > heard && store.sound.peek() && store.phase.peek() === "ready") ring();
    heard = count;
  });
  effect(() => {
    const settings = store.settings.value;
    if (settings) site.tell({ type: "baton.look", accent: settings.accent ?? null });
  });
  effect(() => {
    const status = store.conversation.value?.status;
    site.tell({ type: "baton.active", active: status !== undefined && status !== "resolved" });
  });
}

const root = document.getElementById("widget");
if (root && self.origin === "null") void sayCannotWork(root);
else if (root) void start(root);
