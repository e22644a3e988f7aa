/** A whole article over the conversation, opened at the section that a reply has shown; the conversation waits beneath as it is. */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PublishedArticle } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { ApiError } from "../../shared/http";
import { articleDirection } from "../../shared/languages";
import { loadMarkdown, Markdown } from "../../shared/markdown";
import { lastSeq } from "../../shared/timeline/timeline";
import type { Reading } from "../store";
import { useWidget, useWords } from "../views/context";
import { Icon } from "../views/icons";
import { levelOfFirst, placeOf } from "./article-place";

const ABOVE_SECTION_PX = 8;
const UNDER_TITLE = 3;

type Loaded = { state: "loading" | "gone" | "failed" } | { state: "ready"; article: PublishedArticle };

export function ArticlePane({ reading }: { reading: Reading }): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const { loaded, again } = useArticle(reading.articleId);
  const { area, heading } = useFocusOnSection(loaded, reading);
  const article = loaded.state === "ready" ? loaded.article : null;
  const direction = article ? articleDirection(article.locale) : "auto";
  return (
    <div class="article-pane">
      <div class="article-bar">
        <Button small look="quiet" onClick={() => controller.articles.close()}>
          <Icon name="back" />
          {words(store.view.value === "home" ? "back" : "article_back")}
        </Button>
        <News />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard */}
      <section class="article" ref={area} tabIndex={0} aria-labelledby="article-title">
        <div lang={article?.locale}>
          <h2 id="article-title" ref={heading} tabIndex={-1} dir={direction}>
            {article?.title ?? reading.title}
          </h2>
          {article && (
            <Markdown
              text={article.body}
              headings={levelOfFirst(article.body, UNDER_TITLE)}
              direction={direction}
            />
          )}
        </div>
        {loaded.state === "loading" && <Spinner label={words("loading")} />}
        {(loaded.state === "gone" || loaded.state === "failed") && (
          <Failure gone={loaded.state === "gone"} onRetry={again} />
        )}
      </section>
    </div>
  );
}

/** What is said meanwhile is not seen beneath the article, so it is told. */
function News(): JSX.Element {
  const { store } = useWidget();
  const words = useWords();
  const [opened] = useState(() => lastSeq(store.timeline.value));
  const news = store.timeline.value.filter(
    ({ seq, kind, author }) => seq > opened && kind === "text" && author.kind !== "customer",
  ).length;
  return (
    <p class="article-news" role="status">
      {news > 0 && words.count("article_news", news)}
    </p>
  );
}

function Failure({ gone, onRetry }: { gone: boolean; onRetry: () => void }): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  return (
    <div class="article-failure">
      <p role="alert">{words(gone ? "article_gone" : "article_failed")}</p>
      <div class="panel-actions">
        {!gone && (
          <Button small look="primary" onClick={onRetry}>
            {words("try_again")}
          </Button>
        )}
        <Button small onClick={() => controller.articles.close()}>
          {words(store.view.value === "home" ? "back" : "article_back")}
        </Button>
      </div>
    </div>
  );
}

function useArticle(id: string): { loaded: Loaded; again: () => void } {
  const { controller } = useWidget();
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    const take = (found: Loaded): void => {
      if (wanted) setLoaded(found);
    };
    setLoaded({ state: "loading" });
    Promise.all([controller.articles.read(id), loadMarkdown()]).then(
      ([article]) => take({ state: "ready", article }),
      (error: unknown) => take({ state: isGone(error) ? "gone" : "failed" }),
    );
    return () => {
      wanted = false;
    };
  }, [controller, id, attempt]);
  return { loaded, again: () => setAttempt(attempt + 1) };
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** The title has the focus at once, and hands it on to the section as soon as that is there, unless the reader was faster. */
function useFocusOnSection(
  loaded: Loaded,
  { section }: Reading,
): { area: { current: HTMLElement | null }; heading: { current: HTMLHeadingElement | null } } {
  const { store } = useWidget();
  const area = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const start = useRef<HTMLElement | null>(null);
  const looking = store.looking.value;
  useLayoutEffect(() => {
    const found = area.current && loaded.state === "ready" ? sectionOf(area.current, section) : null;
    const waiting = [heading.current, document.body].includes(document.activeElement as HTMLHeadingElement);
    start.current = found ?? heading.current;
    if (!found) return;
    area.current?.scrollTo({ top: found.offsetTop - ABOVE_SECTION_PX });
    if (waiting) found.focus({ preventScroll: true });
  }, [loaded, section]);
  useEffect(() => {
    // Also when the widget was closed meanwhile and is opened again: what lies beneath cannot take the focus.
    if (looking) start.current?.focus({ preventScroll: true });
  }, [looking]);
  return { area, heading };
}

function sectionOf(area: HTMLElement, section: string): HTMLElement | null {
  const headings = [...area.querySelectorAll<HTMLElement>(".markdown > :is(h3, h4, h5, h6)")];
  const place = placeOf(
    section,
    headings.map(({ tagName, textContent }) => ({ level: Number(tagName[1]), text: textContent ?? "" })),
  );
  const found = place === null ? undefined : headings[place];
  if (!found) return null;
  found.tabIndex = -1;
  found.classList.add("article-start");
  return found;
}
