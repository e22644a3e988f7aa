/** How an article is found: its title and phrasings, each tried by itself, and suggestions for more. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button, Spinner } from "../../shared/components/basics";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { type EditorWords, useEditorWords } from "../messages";
import { compared, triedOf } from "./accepting";
import { FoundState } from "./state";
import { Suggestions } from "./suggestions";
import { type Trials, useTrials } from "./trials";

export function FoundPanel({ editing }: { editing: Editing }): JSX.Element {
  const words = useEditorWords();
  const { mayEdit } = useEditor();
  const heading = useId();
  const trials = useTrials(editing);
  const tried = triedOf(editing.fields.value);
  return (
    <section class="found" aria-labelledby={heading}>
      <div class="staff-row">
        <h2 id={heading}>{words("found_title")}</h2>
        <span class="staff-spring" />
        {trials.busy && <Spinner label={words("loading")} />}
        {trials.stale && !trials.busy && (
          <Button small onClick={trials.again}>
            {words("found_again")}
          </Button>
        )}
      </div>
      <p class="staff-hint">{words("found_hint")}</p>
      {trials.failure && (
        <p class="field-error">
          {trials.failure}{" "}
          <Button small onClick={trials.again}>
            {words("try_again")}
          </Button>
        </p>
      )}
      {tried.length > 0 && <Count tried={tried} trials={trials} words={words} />}
      {tried.length > 0 && (
        <ul class="staff-list article-list">
          {tried.map((phrasing, place) => (
            <li key={compared(phrasing)} class="found-row">
              <p>
                <bdi>{phrasing}</bdi>
                {place === 0 && phrasing === editing.fields.value.title.trim() && (
                  <span class="staff-hint"> {words("found_is_title")}</span>
                )}
              </p>
              <FoundState tried={trials.found.get(compared(phrasing))} words={words} />
            </li>
          ))}
        </ul>
      )}
      {mayEdit && <Suggestions editing={editing} />}
    </section>
  );
}

interface CountProps {
  tried: readonly string[];
  trials: Trials;
  words: EditorWords;
}

function Count({ tried, trials, words }: CountProps): JSX.Element {
  const known = tried.map((phrasing) => trials.found.get(compared(phrasing)));
  const firm = known.filter((each) => each?.found === "firm").length;
  const all = known.every((each) => each !== undefined);
  return (
    <p role="status" class="found-count">
      {all ? words("found_count", { firm, count: tried.length }) : words("found_asking")}
    </p>
  );
}
