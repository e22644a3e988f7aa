/**
 * The live transcript: messages by day, events between them, replies being sent at the end, and who is typing.
 *
 * It follows new messages while the reader is at the end. A reader who has scrolled up stays there and gets
 * a button to go to the end.
 */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Message } from "../../shared/api/contract";
import type { Fetch } from "../../shared/attachments/attachments";
import { Button, Spinner, TypingDots } from "../../shared/components/basics";
import { MessageView } from "../../shared/components/message";
import { clockTime, dayName, fullTime } from "../../shared/time/time";
import { belowView, NEAR_END_PX, useOwnScroll } from "../../shared/timeline/own-scroll";
import { useConsole } from "../app/context";
import { useFiles } from "../attachments/files";
import { showMessage } from "../brief/brief";
import { CopyButton } from "../conversation/copy-button";
import { CustomerAvatar } from "../conversation/customer-avatar";
import { customerName } from "../inbox/customer-name";
import { MergedTranscript } from "../merging/merged-transcript";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { TranslateAll } from "../translation/translate-all";
import { Translated } from "../translation/translated";
import { entriesOf, type TranscriptEntry } from "./entries";
import { OutgoingView } from "./outgoing";
import { SeenLine } from "./seen-line";
import { WhyCard } from "./why";
import "./transcript.css";

/** On the right; the customer is on the left. */
const OUR_SIDE = ["agent", "bot"] as const;

export function TranscriptView({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const fetchFile = useFiles(id);
  const transcript = desk.transcript(id);
  const timeline = transcript.timeline.value;
  const outgoing = transcript.outgoing.value;
  const seen = useMemo(() => desk.seenUntil(id), [desk, id]);
  const known = desk.find(id)?.customer ?? null;
  const name = customerName(desk.find(id) ?? { id }, words);
  const { scroller, behind, onScroll, toEnd } = useStayAtEnd(
    `${timeline.at(-1)?.seq ?? 0}/${outgoing.length}/${transcript.loaded.value}`,
    outgoing.length,
  );
  const { mentions } = desk;
  useEffect(() => {
    desk.markSeen();
    const wanted = mentions.wanted.value;
    if (wanted?.conversationId !== id || !timeline.some(({ seq }) => seq === wanted.seq)) return;
    mentions.wanted.value = null;
    showMessage(wanted.seq);
  }, [id, timeline, transcript.loaded.value, mentions.unread.value, mentions.wanted.value]);
  return (
    <div class="transcript-frame">
      <TranslateAll id={id} />
      <section
        class="transcript"
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={words("transcript")}
      >
        <TranscriptState id={id} />
        <div role="log" aria-live={transcript.loaded.value ? "polite" : "off"}>
          <ol class="staff-list messages">
            {entriesOf(timeline, seen).map((entry) => (
              <Entry
                id={id}
                fetchFile={fetchFile}
                key={entry.seq}
                entry={entry}
                known={known}
                name={name}
                words={words}
              />
            ))}
            {outgoing.map((entry) => (
              <OutgoingView key={entry.client_message_id} id={id} outgoing={entry} />
            ))}
          </ol>
        </div>
        <SeenLine id={id} />
        <TypingLine id={id} />
      </section>
      <TypingPreview id={id} />
      {behind && (
        <Button class="to-end" small onClick={toEnd}>
          ↓ {words("new_messages")}
        </Button>
      )}
    </div>
  );
}

function TranscriptState({ id }: { id: string }): JSX.Element | null {
  const words = useConsoleWords();
  const transcript = useConsole().desk.transcript(id);
  if (transcript.failure.value) {
    return (
      <p class="staff-empty" role="alert">
        {words("transcript_failed")}{" "}
        <Button small onClick={() => void transcript.catchUp()}>
          {words("try_again")}
        </Button>
      </p>
    );
  }
  if (!transcript.loaded.value) return <Spinner label={words("loading")} />;
  if (transcript.timeline.value.length === 0) return <p class="staff-empty">{words("transcript_empty")}</p>;
  return null;
}

interface EntryProps {
  id: string;
  entry: TranscriptEntry;
  /** The customer's real name, if there is one. */
  known: string | null;
  /** What they are called here. */
  name: string;
  words: ConsoleWords;
  fetchFile: Fetch;
}

function Entry({ id, entry, known, name, words, fetchFile }: EntryProps): JSX.Element {
  const { messages, newDay, unread, seq } = entry;
  const first = messages[0] as Message;
  const events = first.kind === "event";
  return (
    <li id={events ? undefined : `message-${seq}`} tabIndex={events ? undefined : -1}>
      {newDay && <p class="day-line">{dayName(first.created_at, words)}</p>}
      {unread && <p class="unread-line">{words("unread_from_here")}</p>}
      {events ? (
        <>
          <div class="event-line">
            {messages.map((message) => (
              <EventWords key={message.seq} message={message} words={words} />
            ))}
          </div>
          {messages.map(({ seq: at, details }) => {
            const merged = details?.conversation_id;
            return typeof merged === "string" && <MergedTranscript key={at} id={merged} name={name} />;
          })}
        </>
      ) : (
        <Said
          id={id}
          fetchFile={fetchFile}
          message={first}
          known={known}
          name={name}
          continued={entry.continued}
          words={words}
        />
      )}
    </li>
  );
}

interface SaidProps {
  id: string;
  message: Message;
  known: string | null;
  name: string;
  continued: boolean;
  words: ConsoleWords;
  fetchFile: Fetch;
}

function Said({ id, message, known, name, continued, words, fetchFile }: SaidProps): JSX.Element {
  const theirs = message.author.kind === "customer";
  return (
    <div class={theirs ? "said said-customer" : "said"}>
      {theirs && (continued ? <span /> : <CustomerAvatar name={message.author.name || known} small />)}
      <MessageView
        message={message}
        own={OUR_SIDE}
        customerName={name}
        continued={continued}
        fetchFile={fetchFile}
      >
        {message.choices.length > 0 && (
          <p class="under-bubble">
            {words("choices_offered", { choices: message.choices.map(({ title }) => title).join(" · ") })}
          </p>
        )}
        <Translated id={id} message={message} />
        {message.why && <WhyCard why={message.why} />}
        <CopyButton text={message.text} words={words} />
      </MessageView>
    </div>
  );
}

/** Event texts address the customer, so staff see the console's own words. */
function EventWords({ message, words }: { message: Message; words: ConsoleWords }): JSX.Element {
  const said = eventText(message, words);
  return (
    <span class="event-words" id={`message-${message.seq}`} tabIndex={-1}>
      <bdi>{said || message.text}</bdi>{" "}
      <time dateTime={message.created_at} title={fullTime(message.created_at, words.locale)}>
        {clockTime(message.created_at, words.locale)}
      </time>
    </span>
  );
}

function TypingLine({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const typist = desk.typing.where.value.get(id);
  const name = typist?.kind === "customer" ? customerName(desk.find(id), words) : (typist?.name ?? "");
  return (
    <p class="typing-line" aria-live="polite">
      {typist && (
        <>
          <TypingDots label="" /> {words("typing", { name })}
        </>
      )}
    </p>
  );
}

/** The unsent text is not part of the transcript and not announced letter by letter; screen readers can read it on demand. */
function TypingPreview({ id }: { id: string }): JSX.Element | null {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const text = desk.typing.where.value.get(id)?.text;
  if (!text) return null;
  return (
    <section class="typing-preview" aria-label={words("typing_unsent")}>
      <p class="staff-hint">{words("typing_unsent")}</p>
      <p class="typing-text" dir="auto">
        {text}
      </p>
    </section>
  );
}

/** `grown` changes with every entry; `sending` counts the reader's own messages, which always scroll to the end. */
function useStayAtEnd(
  grown: string,
  sending: number,
): {
  scroller: { current: HTMLElement | null };
  behind: boolean;
  onScroll: () => void;
  toEnd: () => void;
} {
  const atEnd = useRef(true);
  const behind = useSignal(false);
  const sendingBefore = useRef(0);
  const { area: scroller, onScroll } = useOwnScroll({
    onResize: () => {
      if (atEnd.current) toEnd();
    },
    onOwnScroll: (area) => {
      atEnd.current = belowView(area) < NEAR_END_PX;
      if (atEnd.current) behind.value = false;
    },
  });
  const toEnd = (): void => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    behind.value = false;
  };
  useLayoutEffect(() => {
    if (atEnd.current || sending > sendingBefore.current) toEnd();
    else behind.value = true;
    sendingBefore.current = sending;
  }, [grown]);
  return { scroller, behind: behind.value, onScroll, toEnd };
}

function eventText({ event, details }: Message, words: ConsoleWords): string {
  const agent = details?.agent;
  if (event === "assignment.created" && typeof agent === "string") return words("event_joined", { agent });
  return event ? codeText(words, "event", event) : "";
}
