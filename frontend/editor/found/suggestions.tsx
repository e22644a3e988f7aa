/** Suggested phrasings: accepted with one key or click, or dismissed for good. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { SuggestedPhrasing, SuggestedPhrasings } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { type EditorWords, useEditorWords } from "../messages";
import { compared, triedOf, withPhrasing } from "./accepting";
import { FoundState } from "./panel";

export function Suggestions({ editing }: { editing: Editing }): JSX.Element {
  const words = useEditorWords();
  const heading = useId();
  const { shown, busy, failure, ask, dismiss, accept } = useSuggestions(editing);
  const list = useRef<HTMLUListElement>(null);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = addButtons(list.current);
    const place = buttons.findIndex((button) => button === document.activeElement);
    if (step === undefined || place < 0) return;
    event.preventDefault();
    buttons[place + step]?.focus();
  };
  return (
    <section class="found" aria-labelledby={heading}>
      <div class="staff-row">
        <h3 id={heading} tabIndex={-1}>
          {words("suggested_title")}
        </h3>
        <span class="staff-spring" />
        {busy && <Spinner label={words("loading")} />}
        {shown && !busy && (
          <Button small onClick={ask}>
            {words("suggested_again")}
          </Button>
        )}
      </div>
      <p class="staff-hint">{words("suggested_hint")}</p>
      {failure && (
        <p class="field-error">
          {failure}{" "}
          <Button small onClick={ask}>
            {words("try_again")}
          </Button>
        </p>
      )}
      {shown?.length === 0 && <p class="staff-empty">{words("suggested_none")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the keys belong to the buttons inside */}
      <ul class="staff-list article-list" ref={list} onKeyDown={press}>
        {shown?.map((each, place) => (
          <li key={compared(each.question)} class="found-row">
            <SuggestionText suggestion={each} words={words} />
            <FoundState tried={each} words={words} />
            <span class="found-buttons">
              <Button
                small
                data-add
                aria-label={words("suggested_add_label", { question: each.question })}
                onClick={() => {
                  accept(each);
                  focusAfter(list.current, place, heading);
                }}
              >
                {words("suggested_add")}
              </Button>
              <Button
                small
                look="quiet"
                aria-label={words("suggested_dismiss_label", { question: each.question })}
                onClick={() => {
                  dismiss(each);
                  focusAfter(list.current, place, heading);
                }}
              >
                {words("suggested_dismiss")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SuggestionText(props: { suggestion: SuggestedPhrasing; words: EditorWords }): JSX.Element {
  const { suggestion, words } = props;
  return (
    <p>
      <bdi>{suggestion.question}</bdi>{" "}
      <span class="staff-hint">
        {suggestion.origin === "customer"
          ? words.count("suggested_customer", suggestion.times)
          : words(`suggested_${suggestion.origin}`)}
      </span>
    </p>
  );
}

function addButtons(list: HTMLUListElement | null): HTMLButtonElement[] {
  return [...(list?.querySelectorAll<HTMLButtonElement>("button[data-add]") ?? [])];
}

/** The row is gone after the next frame; its successor then has its place. */
function focusAfter(list: HTMLUListElement | null, place: number, heading: string): void {
  requestAnimationFrame(() => {
    const buttons = addButtons(list);
    (buttons[Math.min(place, buttons.length - 1)] ?? document.getElementById(heading))?.focus();
  });
}

interface Suggested {
  /** Null until they were asked for. */
  shown: readonly SuggestedPhrasing[] | null;
  busy: boolean;
  failure: string | null;
  ask: () => void;
  accept: (suggestion: SuggestedPhrasing) => void;
  dismiss: (suggestion: SuggestedPhrasing) => void;
}

function useSuggestions(editing: Editing): Suggested {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const found = useSignal<readonly SuggestedPhrasing[] | null>(null);
  const busy = useSignal(false);
  const failure = useSignal<string | null>(null);
  /** Those of a new article, which the server cannot remember yet. */
  const dismissed = useSignal<ReadonlySet<string>>(new Set());
  const id = editing.stored.value?.id ?? null;

  async function ask(): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    failure.value = null;
    try {
      const body = { draft: editing.draft() };
      found.value = (await api.post<SuggestedPhrasings>("/phrasings/suggest", body)).suggestions;
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  function accept(suggestion: SuggestedPhrasing): void {
    const questions = withPhrasing(editing.fields.peek(), suggestion.question);
    if (questions === null) toasts.fail(words("suggested_full"));
    else editing.change({ questions });
  }

  async function tell(suggestion: SuggestedPhrasing, away: boolean): Promise<void> {
    const key = compared(suggestion.question);
    const rest = [...dismissed.peek()].filter((other) => other !== key);
    dismissed.value = new Set(away ? [...rest, key] : rest);
    if (id === null) return;
    try {
      const body = { phrasing: suggestion.question, dismissed: away };
      await api.post(`/articles/${segment(id)}/dismissed-phrasings`, body);
      if (away)
        toasts.tell(words("suggested_dismissed"), {
          label: words("undo"),
          run: () => void tell(suggestion, false),
        });
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  useEffect(() => {
    if (triedOf(editing.fields.peek()).length > 0) void ask();
  }, [editing]);
  const known = new Set([...triedOf(editing.fields.value).map(compared), ...dismissed.value]);
  return {
    shown: found.value?.filter(({ question }) => !known.has(compared(question))) ?? null,
    busy: busy.value,
    failure: failure.value,
    ask: () => void ask(),
    accept,
    dismiss: (suggestion) => void tell(suggestion, true),
  };
}
