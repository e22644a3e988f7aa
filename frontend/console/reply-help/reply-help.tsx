/** Article passages for a reply: suggested for the open question, or found by search. A click inserts one. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Suggestion, SuggestionList } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { isComposing } from "../../shared/keys";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { type OpenQuestionProps, type ReplyHelpProps, useHelp } from "./open-question";
import { PastAnswersMenu } from "./past-answers";
import "./reply-help.css";

export function ReplyHelp({ id, onPut }: ReplyHelpProps): JSX.Element {
  const words = useConsoleWords();
  const searching = useSignal(false);
  const panel = useId();
  const { desk } = useConsole();
  const last = desk.transcript(id).timeline.value.findLast((message) => message.kind === "text");
  const open = last && last.author.kind !== "agent" ? last.seq : 0;
  return (
    <>
      <SuggestedReplies id={id} open={open} onPut={onPut} />
      <span class="staff-spring" />
      <PastAnswersMenu id={id} open={open} onPut={onPut} />
      <Button
        look="quiet"
        small
        aria-expanded={searching.value}
        aria-controls={panel}
        onClick={() => (searching.value = !searching.value)}
      >
        {words("articles_search")}
      </Button>
      <div class="article-panel" id={panel} hidden={!searching.value}>
        {searching.value && (
          <ArticleSearch
            id={id}
            onPut={(text) => {
              searching.value = false;
              onPut(text);
            }}
          />
        )}
      </div>
    </>
  );
}

/** Reloaded with each customer message; shows nothing if no passage is likely. */
function SuggestedReplies({ id, open, onPut }: OpenQuestionProps): JSX.Element | null {
  const words = useConsoleWords();
  const found = useHelp({ id, open }, "suggestions", (answer: SuggestionList) => answer.suggestions);
  if (found.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of a form to fill in
    <div class="suggested" role="group" aria-label={words("suggested")}>
      <span class="staff-hint" aria-hidden="true">
        {words("suggested")}
      </span>
      {found.map((suggestion) => (
        <Button
          key={suggestion.article_id}
          small
          title={suggestion.text}
          aria-label={words("suggested_put", { title: suggestion.title })}
          onClick={() => onPut(suggestion.text)}
        >
          {suggestion.title}
          <Readers of={suggestion} />
        </Button>
      ))}
    </div>
  );
}

/** Says whether the customer may read the article that the words are from. */
function Readers({ of: { audience } }: { of: Suggestion }): JSX.Element | null {
  const words = useConsoleWords();
  if (audience === "everyone") return null;
  return (
    <Badge tone="warning">{words(audience === "staff" ? "articles_staff" : "articles_signed_in")}</Badge>
  );
}

/** Staff read it in the editor: it has no public page. */
function editorAddress({ article_id }: Suggestion): string {
  return `/editor#/articles/${segment(article_id)}`;
}

function ArticleSearch({ id, onPut }: ReplyHelpProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const field = useId();
  const q = useSignal("");
  const found = useSignal<readonly Suggestion[] | null>(null);
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function search(): Promise<void> {
    if (q.value.trim() === "") return;
    busy.value = true;
    failure.value = null;
    try {
      const path = `/conversations/${segment(id)}/suggestions`;
      found.value = (await api.get<SuggestionList>(path, { q: q.value.trim() })).suggestions;
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <search class="article-search">
      <label class="visually-hidden" for={field}>
        {words("articles_search")}
      </label>
      <input
        id={field}
        class="input"
        type="search"
        maxLength={500}
        placeholder={words("articles_search_hint")}
        value={q.value}
        ref={(element) => element?.focus()}
        onInput={(event) => (q.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || isComposing(event)) return;
          event.preventDefault();
          void search();
        }}
      />
      <div aria-live="polite">
        {busy.value && <Spinner label={words("loading")} />}
        {failure.value && <p class="field-error">{failure.value}</p>}
        {found.value?.length === 0 && <p class="staff-hint">{words("articles_none")}</p>}
      </div>
      <ul class="staff-list article-results">
        {(found.value ?? []).map((each) => (
          <li key={each.article_id}>
            <div>
              <a href={each.url || editorAddress(each)} target="_blank" rel="noopener">
                {each.title}
              </a>
              <Readers of={each} />
              <p dir="auto">{each.url ? each.text.slice(0, each.text.lastIndexOf("\n")) : each.text}</p>
            </div>
            <Button
              small
              aria-label={words("suggested_put", { title: each.title })}
              onClick={() => onPut(each.text)}
            >
              {words("articles_put")}
            </Button>
          </li>
        ))}
      </ul>
    </search>
  );
}
