/** One message of a transcript: author, text, sources, choices. Events are a plain line. Used by all pages. */

import type { ComponentChildren, JSX } from "preact";
import type { Choice, Message, Source } from "../api/contract";
import type { AuthorKind } from "../api/types";
import { Attachments, type Fetch as FetchFile, saysOnlyFiles } from "../attachments/attachments";
import { textDirection } from "../languages";
import { Markdown } from "../markdown";
import { clockTime, fullTime } from "../time/time";
import { eventText } from "../timeline/events";
import { useCommonWords } from "../words";
import { LinkedText } from "./links";

export interface MessageViewProps {
  message: Message;
  /** The reader's own side, on the right: the customer's in the widget, the agents' and the bot's in the console. */
  own: AuthorKind | readonly AuthorKind[];
  /** The customer's name, where the reader is not the customer. */
  customerName?: string;
  /** The name that the bot speaks under; without it, the author's own. */
  botName?: string;
  /** The address of the bot's picture. */
  botPicture?: string | null;
  /** The previous message has the same author, so the name is not repeated. */
  continued?: boolean;
  /** Called when a choice is pressed; without it choices are not shown. */
  onChoice?: (choice: Choice) => void;
  /** Fetches the message's files; without it they are only named. */
  fetchFile?: FetchFile;
  /** Shown after the text, before the choices. */
  more?: ComponentChildren;
  /** Shown under the bubble: feedback, the bot's reasons. */
  children?: ComponentChildren;
}

export function MessageView(props: MessageViewProps): JSX.Element {
  return props.message.kind === "event" ? <EventLine message={props.message} /> : <Bubble {...props} />;
}

function EventLine({ message }: { message: Message }): JSX.Element {
  const words = useCommonWords();
  const said = eventText(message, words);
  const language = said === null ? { lang: "en", dir: "ltr" as const } : { dir: words.direction };
  return (
    <div class="event-line">
      <bdi {...language}>{said ?? message.text}</bdi>{" "}
      <time dateTime={message.created_at} title={fullTime(message.created_at, words.locale)}>
        {clockTime(message.created_at, words.locale)}
      </time>
    </div>
  );
}

function Bubble({
  message,
  own,
  customerName,
  botName,
  botPicture,
  continued,
  onChoice,
  fetchFile,
  more,
  children,
}: MessageViewProps): JSX.Element {
  const { author, visibility } = message;
  const side = [own].flat().includes(author.kind) ? "own" : "other";
  const kind = visibility === "internal" ? "note" : author.kind;
  return (
    <article class={`message message-${side} message-${kind}`} data-seq={message.seq}>
      <Byline
        message={message}
        own={own}
        customerName={customerName}
        botName={botName}
        botPicture={botPicture}
        hidden={continued === true}
      />
      <div class="bubble">
        {!(fetchFile && saysOnlyFiles(message)) && <MessageText message={message} />}
        {fetchFile && <Attachments files={message.attachments ?? []} fetch={fetchFile} />}
        {message.sources.length > 0 && <Sources sources={message.sources} />}
      </div>
      {more}
      {onChoice && message.choices.length > 0 && <Choices choices={message.choices} onChoice={onChoice} />}
      {children}
    </article>
  );
}

interface BylineProps {
  message: Message;
  own: AuthorKind | readonly AuthorKind[];
  customerName: string | undefined;
  botName: string | undefined;
  botPicture: string | null | undefined;
  hidden: boolean;
}

function Byline({ message, own, customerName, botName, botPicture, hidden }: BylineProps): JSX.Element {
  const words = useCommonWords();
  const { author, created_at, visibility } = message;
  const given = { bot: botName, customer: customerName }[author.kind as string];
  const authorName = given || author.name || words(`author_${author.kind}`);
  const name = author.kind === own && own === "customer" ? words("you") : authorName;
  return (
    <header class={hidden ? "byline visually-hidden" : "byline"}>
      {author.kind === "bot" && botPicture && <img class="byline-picture" src={botPicture} alt="" />}
      <bdi class="byline-name">{name}</bdi>
      {visibility === "internal" && <span class="byline-note">{words("internal_note")}</span>}
      <time dateTime={created_at} title={fullTime(created_at, words.locale)}>
        {clockTime(created_at, words.locale)}
      </time>
    </header>
  );
}

function MessageText({ message }: { message: Message }): JSX.Element {
  if (message.format === "markdown") return <Markdown text={message.text} />;
  return (
    <p class="plain-text" dir={textDirection(message.text)}>
      <LinkedText text={message.text} />
    </p>
  );
}

export function Sources({ sources }: { sources: readonly Source[] }): JSX.Element {
  const words = useCommonWords();
  return (
    <div class="sources">
      <span class="sources-title">{words("sources")}</span>
      <ul>
        {sources.map((source) => (
          <li key={source.article_id}>
            <SourceLink source={source} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SourceLink({ source }: { source: Source }): JSX.Element {
  const words = useCommonWords();
  if (!/^https?:\/\//i.test(source.url)) return <bdi>{source.title}</bdi>;
  return (
    <a
      href={source.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={words("source_opens", { title: source.title })}
    >
      <bdi>{source.title}</bdi>
    </a>
  );
}

function Choices(props: { choices: readonly Choice[]; onChoice: (choice: Choice) => void }): JSX.Element {
  return (
    <ul class="choices">
      {props.choices.map((choice) => (
        <li key={choice.value}>
          <button type="button" class="choice" dir="auto" onClick={() => props.onChoice(choice)}>
            {choice.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
