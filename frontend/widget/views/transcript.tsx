/** The conversation as it stands: days, messages, what is on its way, who is typing; it keeps to the end unless scrolled up. */

import { Fragment, type JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message, WidgetSettings } from "../../shared/api/contract";
import { FileIcon } from "../../shared/attachments/file-icon";
import { TypingDots } from "../../shared/components/basics";
import { MessageView } from "../../shared/components/message";
import { textDirection } from "../../shared/languages";
import { markdownRenderer } from "../../shared/markdown";
import { dayName, sameDay } from "../../shared/time/time";
import { belowView, NEAR_END_PX, useOwnScroll } from "../../shared/timeline/own-scroll";
import { ReadOn } from "../article/read-on";
import { withoutOldWait } from "../feed/old-waits";
import { type Outgoing, textOf } from "../feed/outbox";
import { useWidget, useWords } from "./context";
import { Feedback } from "./feedback";
import { Greeting } from "./greeting";

/** Messages of one author within this time have one line with name and time. */
const GROUP_MS = 300_000;
const BACK_AGAIN = new Set(["handoff.cancelled", "conversation.given_back"]);
const ABOVE_TALL_PX = 8;

export function Transcript(): JSX.Element {
  const words = useWords();
  const { store } = useWidget();
  const { area, away, toEnd, onScroll } = useStickToEnd();
  const timeline = store.timeline.value;
  void markdownRenderer.value; // texts change their height when it comes: who is at the end stays there
  return (
    <div class="transcript-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard */}
      <section class="transcript" ref={area} onScroll={onScroll} tabIndex={0} aria-label={words("log")}>
        <Greeting />
        <div role="log" aria-live="polite" aria-relevant="additions" aria-label={words("log")} class="log">
          {timeline.map((message, index) => (
            <Entry key={message.seq} message={message} before={timeline[index - 1]} />
          ))}
        </div>
        <OnTheirWay />
        <BackAgain />
        <Typing />
      </section>
      {away && (
        <button type="button" class="to-end" onClick={toEnd}>
          {words("new_messages")} ↓
        </button>
      )}
    </div>
  );
}

function Entry({ message, before }: { message: Message; before: Message | undefined }): JSX.Element {
  const { store, controller } = useWidget();
  const words = useWords();
  const newDay = !before || !sameDay(before.created_at, message.created_at);
  const continued =
    !newDay &&
    Date.parse(message.created_at) - Date.parse(before.created_at) < GROUP_MS &&
    before?.kind === "text" &&
    before.author.kind === message.author.kind &&
    before.author.name === message.author.name;
  const open = store.openChoices.value.has(message.seq);
  return (
    <Fragment>
      {newDay && (
        <div class="day">{dayName(message.created_at, words, store.settings.value?.date_format)}</div>
      )}
      <MessageView
        message={withoutOldWait(message, store.conversation.value?.status === "queued")}
        own="customer"
        botName={botName(store.settings.value)}
        botPicture={store.settings.value?.picture}
        continued={continued}
        fetchFile={controller.fetchFile}
        more={message.author.kind === "bot" && <ReadOn message={message} />}
        onChoice={open ? (choice) => controller.send(choice.title, choice.value) : undefined}
      >
        {asksWhetherItHelped(message) && <Feedback message={message} />}
      </MessageView>
    </Fragment>
  );
}

/** Back with the assistant, the customer finds the suggestions again. */
function BackAgain(): JSX.Element | null {
  const { store, controller } = useWidget();
  const words = useWords();
  const settings = store.settings.value;
  const last = store.timeline.value.at(-1)?.event ?? "";
  const back = BACK_AGAIN.has(last) && store.conversation.value?.status === "bot";
  if (!back || store.outgoing.value.length > 0 || store.openChoices.value.size > 0) return null;
  return (
    <ul class="choices" aria-label={words("suggestions")}>
      {settings?.suggestions.map((text) => (
        <li key={text} lang={settings.suggestions_language}>
          <button type="button" class="choice" dir="auto" onClick={() => controller.send(text)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}

function botName(settings: WidgetSettings | null): string | undefined {
  return settings?.bot_name || settings?.company || undefined;
}

/** A tentative answer is accepted or not by its own choices. */
function asksWhetherItHelped({ author, sources, choices }: Message): boolean {
  return (
    author.kind === "bot" &&
    sources.length > 0 &&
    !choices.some(({ value }) => value.startsWith("tentative:"))
  );
}

function OnTheirWay(): JSX.Element {
  const { store } = useWidget();
  const visible = store.outgoing.value.filter((message) => !message.seen);
  return (
    <div class="log" aria-live="off">
      {visible.map((message) => (
        <OutgoingMessage key={message.client_message_id} message={message} />
      ))}
    </div>
  );
}

function OutgoingMessage({ message }: { message: Outgoing }): JSX.Element {
  const { controller } = useWidget();
  const words = useWords();
  return (
    <article
      class={`message message-own message-customer ${message.failed ? "message-failed" : "message-pending"}`}
    >
      <div class="bubble">
        <p class="plain-text" dir={textDirection(message.text)}>
          {textOf(message)}
        </p>
        {message.text.trim() !== "" && <FilesOf message={message} />}
      </div>
      {message.failed ? (
        <p class="under-bubble" role="alert">
          <strong>{words("not_sent")}</strong>{" "}
          <button
            type="button"
            class="link-button"
            onClick={() => controller.retry(message.client_message_id)}
          >
            {words("try_again")}
          </button>{" "}
          <button
            type="button"
            class="link-button"
            onClick={() => controller.discard(message.client_message_id)}
          >
            {words("discard")}
          </button>
        </p>
      ) : (
        <p class="under-bubble">{words("sending")}</p>
      )}
    </article>
  );
}

/** A file that is not there yet is at least named: the customer sees that it goes along. */
function FilesOf({ message: { attachments = [] } }: { message: Outgoing }): JSX.Element | null {
  if (attachments.length === 0) return null;
  return (
    <ul class="attachments">
      {attachments.map(({ id, name }) => (
        <li key={id} class="attachment-row">
          <FileIcon />
          <bdi class="attachment-name">{name}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Typing(): JSX.Element | null {
  const { store } = useWidget();
  const words = useWords();
  const typing = store.typing.value;
  if (!typing) return null;
  const name = typing.name || store.conversation.value?.agent?.name;
  const shown =
    typing.kind === "bot"
      ? botName(store.settings.value) || words("author_bot")
      : name || words("author_agent");
  return (
    <div class="typing">
      <TypingDots label={words("typing", { name: shown })} />
    </div>
  );
}

function useStickToEnd(): {
  area: { current: HTMLElement | null };
  away: boolean;
  toEnd: () => void;
  onScroll: () => void;
} {
  const { store } = useWidget();
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  const last = store.timeline.value.at(-1)?.seq;
  const { area, onScroll } = useOwnScroll({
    onResize: () => {
      if (atEnd.current) toEnd();
    },
    onOwnScroll: (box) => {
      atEnd.current =
        belowView(box) < NEAR_END_PX || Math.abs(placeOfEnd(box) - box.scrollTop) < ABOVE_TALL_PX;
      if (atEnd.current) setAway(false);
    },
  });
  const toEnd = (): void => {
    atEnd.current = true;
    setAway(false);
    if (area.current) area.current.scrollTo({ top: placeOfEnd(area.current) });
  };
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  });
  useEffect(() => {
    if (!atEnd.current) setAway(true);
  }, [last]);
  useEffect(() => {
    if (store.outgoing.value.length > 0) toEnd();
  }, [store.outgoing.value.length]);
  return { area, away, toEnd, onScroll };
}

/** The end of the transcript; of an answer that is taller than the view, the beginning, since it is read from there. */
function placeOfEnd(box: HTMLElement): number {
  const messages = [...box.querySelectorAll<HTMLElement>(".message")];
  if (!messages.at(-1)?.matches(".message-other")) return box.scrollHeight;
  // What the bot says in one turn is one answer, however many messages it has.
  const before = messages.findLastIndex((message) => !message.matches(".message-bot"));
  const first = messages[before + 1] ?? messages.at(-1);
  const top = box.scrollTop + (first?.getBoundingClientRect().top ?? 0) - box.getBoundingClientRect().top;
  return box.scrollHeight - top <= box.clientHeight ? box.scrollHeight : top - ABOVE_TALL_PX;
}
