/** One message of a transcript: author, text, sources, choices; events are a quiet line. The same for customer and staff. */
import type { ComponentChildren, JSX } from "preact";
import { eventText } from "../events";
import { Markdown } from "../markdown";
import { clockTime, fullTime } from "../time";
import type { AuthorKind, Choice, Message, Source } from "../types";
import { useCommonWords } from "../words";
import { LinkedText } from "./links";

export interface MessageViewProps {
  message: Message;
  /** Which side is the reader's own: a customer's messages stand right in the widget, an agent's in the console. */
  own: AuthorKind;
  /** The message before is of the same author, so the name need not be said again. */
  continued?: boolean;
  /** Offered choices can be pressed; without it they are not shown. */
  onChoice?: (choice: Choice) => void;
  /** What belongs to the text itself, before the choices. */
  more?: ComponentChildren;
  /** What belongs under the bubble: feedback, the bot's reasons. */
  children?: ComponentChildren;
}

export function MessageView(props: MessageViewProps): JSX.Element {
  return props.message.kind === "event" ? <EventLine message={props.message} /> : <Bubble {...props} />;
}

function EventLine({ message }: { message: Message }): JSX.Element {
  const words = useCommonWords();
  const said = eventText(message, words);
  return (
    <div class="event-line">
      <bdi lang={said === null ? "en" : undefined}>{said ?? message.text}</bdi>{" "}
      <time dateTime={message.created_at} title={fullTime(message.created_at, words.locale)}>
        {clockTime(message.created_at, words.locale)}
      </time>
    </div>
  );
}

function Bubble({ message, own, continued, onChoice, more, children }: MessageViewProps): JSX.Element {
  const { author, visibility } = message;
  const side = author.kind === own ? "own" : "other";
  const kind = visibility === "internal" ? "note" : author.kind;
  return (
    <article class={`message message-${side} message-${kind}`} data-seq={message.seq}>
      <Byline message={message} own={own} hidden={continued === true} />
      <div class="bubble">
        <MessageText message={message} />
        {message.sources.length > 0 && <Sources sources={message.sources} />}
      </div>
      {more}
      {onChoice && message.choices.length > 0 && <Choices choices={message.choices} onChoice={onChoice} />}
      {children}
    </article>
  );
}

function Byline({
  message,
  own,
  hidden,
}: {
  message: Message;
  own: AuthorKind;
  hidden: boolean;
}): JSX.Element {
  const words = useCommonWords();
  const { author, created_at, visibility } = message;
  const name =
    author.kind === own && own === "customer" ? words("you") : author.name || words(`author_${author.kind}`);
  return (
    <header class={hidden ? "byline visually-hidden" : "byline"}>
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
    <p class="plain-text" dir="auto">
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
          <button type="button" class="choice" onClick={() => props.onChoice(choice)}>
            <bdi>{choice.title}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
