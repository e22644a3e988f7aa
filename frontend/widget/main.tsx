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
import { COLOUR, readableOn, type ToPage } from "./shell/bridge";
import { type Hello, Site } from "./shell/site";
import { WidgetStorage } from "./storage";
import { createStore, type Panel, type Store } from "./store";
import { App } from "./views/app";
import { WidgetProvider } from "./views/context";

const SETTINGS_AGAIN_MS = 2_000;
const SETTINGS_TRIES = 30;

async function start(root: HTMLElement): Promise<void> {
  const site = new Site();
  const hello = await site.hello();
  const locales = hello ? [hello.locale, ...navigator.languages] : navigator.languages;
  const words = await loadWords(en, loaders, locales);
  document.documentElement.lang = words.locale;
  document.documentElement.dir = words.direction;
  document.title = words("title");
  dress(hello);

  const storage = new WidgetStorage();
  const store = createStore(storage.marks);
  const api = new CustomerApi(() => storage.conversation?.token ?? null);
  const visit = {
    locale: locales[0] ?? "en",
    pageUrl: hello?.page_url ?? null,
    identity: hello?.identity ?? null,
  };
  const controller = new Controller(store, storage, api, visit);

  store.looking.value = hello?.open ?? !site.framed;
  site.listen((message) => heed(message, store, controller));
  watchPage(controller);
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
  controller.start();
  void readSettings(store, api);
}

/** Asks again while there is nothing to suggest yet, for as long as nobody has begun to write. */
async function readSettings(store: Store, api: CustomerApi, times = SETTINGS_TRIES): Promise<void> {
  const settings = await api.settings().catch(() => null);
  if (settings) store.settings.value = settings;
  const complete = settings !== null && settings.suggestions_ready !== false;
  if (complete || times === 1 || store.conversation.value) return;
  setTimeout(() => void readSettings(store, api, times - 1), SETTINGS_AGAIN_MS);
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

/** The site's wishes for colours: a theme and an accent, set as properties, because the policy allows no style text. */
function dress(hello: Hello | null): void {
  const root = document.documentElement;
  if (hello?.theme === "light" || hello?.theme === "dark") root.dataset.theme = hello.theme;
  if (!hello?.accent || !COLOUR.test(hello.accent)) return;
  for (const name of ["--customer", "--site-accent"]) root.style.setProperty(name, hello.accent);
  for (const name of ["--on-customer", "--on-site-accent"])
    root.style.setProperty(name, readableOn(hello.accent));
}

function watchPage(controller: Controller): void {
  for (const name of ["online", "offline", "focus"]) addEventListener(name, () => controller.wake());
  document.addEventListener("visibilitychange", () => {
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
    const count = store.looking.value ? 0 : store.unread.value;
    site.tell({ type: "baton.unread", count, said: words.count("unread", count) });
  });
  effect(() => {
    const status = store.conversation.value?.status;
    site.tell({ type: "baton.active", active: status !== undefined && status !== "resolved" });
  });
}

const root = document.getElementById("widget");
if (root) void start(root);
