/** Suggested phrasings: accepted with one key or click, or dismissed for good. */
import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import type { SuggestedPhrasing } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import type { Editing } from "../article/editing";
import { type EditorWords, useEditorWords } from "../messages";
import { compared } from "./accepting";
import { FoundState } from "./state";
import { useSuggestions } from "./suggested";

export function Suggestions({ editing }: { editing: Editing }): JSX.Element {
  const words = useEditorWords();
  const heading = useId();
  const { shown, busy, failure, ask, dismiss, accept } = useSuggestions(editing);
  const list = useRef<HTMLUListElement>(null);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = addButtons(list.current);
    const place = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === undefined || place < 0) return;
    event.preventDefault();
    buttons[place + step]?.focus();
  };
  const settle = (place: number, run: () => void): void => {
    run();
    focusAfter(list.current, place, heading);
  };
  return (
    <section class="found" aria-labelledby={heading}>
      <div class="staff-row">
        <h3 id={heading} tabIndex={-1}>
          {words("suggested_title")}
        </h3>
        <span class="staff-spring" />
        {busy && <Spinner label={words("loading")} />}
        {!busy && (
          <Button small onClick={ask}>
            {words(shown ? "suggested_again" : "suggested_ask")}
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
      <ul class="staff-list article-list" ref={list} onKeyDown={press}>
        {shown?.map((each, place) => (
          <li key={compared(each.question)}>
            <Row
              suggestion={each}
              words={words}
              onAdd={() => settle(place, () => accept(each))}
              onDismiss={() => settle(place, () => dismiss(each))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  suggestion: SuggestedPhrasing;
  words: EditorWords;
  onAdd: () => void;
  onDismiss: () => void;
}

function Row({ suggestion, words, onAdd, onDismiss }: RowProps): JSX.Element {
  const { question, origin, times } = suggestion;
  return (
    <div class="found-row">
      <p>
        <bdi>{question}</bdi>{" "}
        <span class="staff-hint">
          {origin === "customer"
            ? words.count("suggested_customer", times)
            : words(origin === "heading" ? "suggested_heading" : "suggested_sentence")}
        </span>
      </p>
      <FoundState tried={suggestion} words={words} />
      <span class="found-buttons">
        <Button small data-add aria-label={words("suggested_add_label", { question })} onClick={onAdd}>
          {words("suggested_add")}
        </Button>
        <Button
          small
          look="quiet"
          aria-label={words("suggested_dismiss_label", { question })}
          onClick={onDismiss}
        >
          {words("suggested_dismiss")}
        </Button>
      </span>
    </div>
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
