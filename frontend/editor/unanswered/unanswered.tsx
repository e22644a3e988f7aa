/** What the articles do not settle, in groups: open ones, those that are answered now, and those set aside. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { GapGroup } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { useEditor } from "../context";
import { KeepAsGolden } from "../golden/keep";
import { type EditorWords, useEditorWords } from "../messages";
import { type GapList, LONGEST_PHRASING, useGaps, type View } from "./gaps";
import { GroupCard } from "./group-card";
import { PhrasingDialog } from "./phrasing";
import { asPhrasing } from "./start";

const VIEWS = ["open", "answered", "aside"] as const;

export function UnansweredPage(): JSX.Element {
  const words = useEditorWords();
  const { mayEdit } = useEditor();
  const view = useSignal<View>("open");
  const list = useGaps(view.value);
  const adding = useSignal<GapGroup | null>(null);
  useEffect(() => {
    document.title = `${words("nav_unanswered")} · ${words("product")}`;
  }, [words]);
  const { read, groups } = list;
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("nav_unanswered")}</h1>
        <p class="staff-hint">{words("gaps_hint", { days: read.value?.days ?? 30 })}</p>
        <Views view={view.value} words={words} onView={(next) => (view.value = next)} again={read.again} />
        {read.busy && <Spinner label={words("loading")} />}
        {read.failure && (
          <p class="field-error">
            {read.failure} <Button onClick={read.again}>{words("try_again")}</Button>
          </p>
        )}
        {read.value && !read.busy && groups.length === 0 && (
          <div class="staff-empty">
            <p>{words(`gaps_empty_${view.value}`)}</p>
          </div>
        )}
        {groups.map((group) => (
          <GroupCard
            key={group.ids[0]}
            group={group}
            words={words}
            actions={
              mayEdit && (
                <Actions
                  group={group}
                  list={list}
                  view={view.value}
                  words={words}
                  onAdd={() => (adding.value = group)}
                />
              )
            }
          />
        ))}
      </div>
      {adding.value && (
        <PhrasingDialog
          group={adding.value}
          onClose={() => (adding.value = null)}
          onAdded={() => adding.value && list.drop(adding.value)}
        />
      )}
    </main>
  );
}

interface ViewsProps {
  view: View;
  words: EditorWords;
  onView: (view: View) => void;
  again: () => void;
}

function Views({ view, words, onView, again }: ViewsProps): JSX.Element {
  return (
    <fieldset class="gap-views">
      <legend class="visually-hidden">{words("gaps_views")}</legend>
      {VIEWS.map((each) => (
        <Button
          key={each}
          small
          look={each === view ? "primary" : "plain"}
          aria-pressed={each === view}
          onClick={() => onView(each)}
        >
          {words(`gaps_view_${each}`)}
        </Button>
      ))}
      <span class="staff-spring" />
      <Button small look="quiet" onClick={again}>
        {words("found_again")}
      </Button>
    </fieldset>
  );
}

interface ActionsProps {
  group: GapGroup;
  list: GapList;
  view: View;
  words: EditorWords;
  onAdd: () => void;
}

function Actions({ group, list, view, words, onAdd }: ActionsProps): JSX.Element {
  if (view === "aside") {
    return (
      <div class="staff-row">
        <Button small onClick={() => list.takeBack(group)}>
          {words("gaps_take_back")}
        </Button>
      </div>
    );
  }
  return (
    <div class="staff-row">
      <Button look={view === "open" ? "primary" : "plain"} small onClick={() => list.write(group)}>
        {words("unanswered_write")}
      </Button>
      <Button small onClick={onAdd}>
        {words("unanswered_add")}
      </Button>
      <KeepAsGolden question={asPhrasing(group.question, LONGEST_PHRASING)} title="" />
      <Button look="quiet" small onClick={() => list.setAside(group)}>
        {words("gaps_aside")}
      </Button>
    </div>
  );
}
