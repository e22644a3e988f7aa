/** The way from the part of an article that a reply shows to the whole of it. */

import type { JSX } from "preact";
import type { Message, Source } from "../../shared/api/contract";
import { useWidget, useWords } from "../views/context";

/** Nothing where the reply holds all that its articles say. */
export function ReadOn({ message }: { message: Message }): JSX.Element | null {
  const parts = message.sources.filter(({ section }) => section !== undefined);
  if (parts.length === 0) return null;
  return (
    <ul class="read-on">
      {parts.map((source) => (
        <li key={source.article_id}>
          <ReadOnButton
            source={source}
            opener={openerOf(message, source)}
            named={message.sources.length > 1}
          />
        </li>
      ))}
    </ul>
  );
}

/** `named`: which of several articles is meant has to be seen; otherwise hearing it is enough. */
function ReadOnButton(props: { source: Source; opener: string; named: boolean }): JSX.Element {
  const { controller } = useWidget();
  const words = useWords();
  const { source, opener, named } = props;
  const { article_id, title, section = "" } = source;
  return (
    <button
      type="button"
      id={opener}
      class="link-button"
      onClick={() => controller.articles.open({ articleId: article_id, title, section, opener })}
    >
      {words("read_on")}
      <span class={named ? undefined : "visually-hidden"}>
        : <bdi>{title}</bdi>
      </span>
    </button>
  );
}

function openerOf(message: Message, source: Source): string {
  return `read-on-${message.seq}-${source.article_id}`;
}
