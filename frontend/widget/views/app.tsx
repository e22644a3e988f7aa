/** The whole page: header, banners, transcript, panels, composer, from top to bottom; an article may lie over the latter. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Banner, Spinner } from "../../shared/components/basics";
import { PictureSource } from "../../shared/markdown/picture-source";
import { ArticlePane } from "../article/article";
import { EntryForm } from "../form/entry-form";
import { Home } from "../home/home";
import type { WidgetKey } from "../messages/en";
import { en } from "../messages/en";
import type { Store } from "../store";
import { Composer, type DraftKeeper } from "./composer";
import { useWidget, useWords } from "./context";
import { useKeptFocus } from "./focus";
import { Header } from "./header";
import { Panels } from "./panels";
import { Transcript } from "./transcript";

export function App({ draft }: { draft: DraftKeeper }): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const reading = store.reading.value;
  const home = store.view.value === "home";
  const fresh = [undefined, "resolved"].includes(store.conversation.value?.status);
  useEscape();
  useKeptFocus();
  useFocusAfterPanel();
  useFocusAfterArticle();
  return (
    <div class="widget" onPointerDown={(event) => leaveMenu(event, store)}>
      <Header />
      <Banners />
      {store.phase.value === "loading" ? (
        <div class="loading">
          <Spinner label={words("loading")} />
        </div>
      ) : (
        <PictureSource.Provider value={controller.articles.picture}>
          <main class="main">
            {/* It stays as it is beneath an article: draft, place and all. */}
            <div class="talk" inert={reading !== null}>
              {home ? <Home /> : <Transcript />}
              {/* On the first page a conversation that goes on is only one of its rows. */}
              {store.formNeeded.value && <EntryForm />}
              {(!home || fresh) && !store.formNeeded.value && (
                <>
                  <Panels />
                  <Composer keeper={draft} />
                </>
              )}
            </div>
            {reading && <ArticlePane key={reading.opener} reading={reading} />}
          </main>
        </PictureSource.Provider>
      )}
    </div>
  );
}

function Banners(): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const connection = store.connection.value;
  const notice = store.notice.value;
  return (
    <>
      {connection === "offline" && <Banner tone="warning">{words("offline")}</Banner>}
      {connection === "lost" && <Banner tone="warning">{words("lost")}</Banner>}
      {notice && <Banner tone={notice.tone}>{words(errorKey(notice.code))}</Banner>}
    </>
  );
}

function errorKey(code: string): WidgetKey {
  const key = `error_${code}`;
  return key in en ? (key as WidgetKey) : "error_unexpected";
}

/** Escape leaves the innermost thing that is open: an article first, then a panel, then the widget. */
function useEscape(): void {
  const { store, controller, close } = useWidget();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.isComposing) return;
      if (store.reading.value) controller.articles.close();
      else if (store.panel.value === "none") close?.();
      else store.panel.value = "none";
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [store, controller, close]);
}

/** After an article, the reader is back where they left the conversation. */
function useFocusAfterArticle(): void {
  const { store } = useWidget();
  const reading = store.reading.value;
  const before = useRef(reading);
  useEffect(() => {
    if (!reading && before.current)
      (document.getElementById(before.current.opener) ?? document.getElementById("composer"))?.focus();
    before.current = reading;
  }, [reading]);
}

/** What opened a panel gets the focus back, so that a keyboard never falls to the top of the page. */
function useFocusAfterPanel(): void {
  const { store } = useWidget();
  const panel = store.panel.value;
  const before = useRef(panel);
  useEffect(() => {
    if (panel === "none" && before.current !== "none" && matchMedia("(pointer: fine)").matches)
      document.getElementById(before.current === "menu" ? "menu-button" : "composer")?.focus();
    before.current = panel;
  }, [panel]);
}

function leaveMenu(event: PointerEvent, store: Store): void {
  const inside = event.target instanceof Element && event.target.closest(".menu");
  if (store.panel.value === "menu" && !inside) store.panel.value = "none";
}
