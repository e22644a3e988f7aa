/** The versions of an article: differences from the previous version or from the current text; restore. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { Article, Version } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { fullTime } from "../../shared/time/time";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { type EditorWords, useEditorWords } from "../messages";
import { UndoPublication } from "../publications/undo";
import { EMPTY_FIELDS, fieldsOf } from "../types";
import { DiffView } from "./diff-view";

interface HistoryProps {
  editing: Editing;
  article: Article;
  onClose: () => void;
}

export function HistoryDialog({ editing, article, onClose }: HistoryProps): JSX.Element {
  const words = useEditorWords();
  const { api } = useEditor();
  const versions = useSignal<readonly Version[] | null>(null);
  const failure = useSignal<string | null>(null);
  const chosen = useSignal(article.version);
  useEffect(() => {
    api
      .get<{ versions: Version[] }>(`/articles/${segment(article.id)}/versions`)
      .then((answer) => {
        versions.value = [...answer.versions].sort((a, b) => b.version - a.version);
        chosen.value = versions.value[0]?.version ?? article.version;
      })
      .catch((error: unknown) => {
        failure.value = failureText(error, words);
      });
  }, [api, article.id]);
  const version = versions.value?.find((candidate) => candidate.version === chosen.value);
  return (
    <Dialog title={words("history_title", { title: article.title })} wide onClose={onClose}>
      {failure.value && <p class="field-error">{failure.value}</p>}
      {!versions.value && !failure.value && <Spinner label={words("loading")} />}
      <UndoPublication editing={editing} article={article} onDone={onClose} />
      {versions.value?.length === 0 && <p>{words("history_empty")}</p>}
      {versions.value && version && (
        <div class="history">
          <VersionList
            versions={versions.value}
            chosen={chosen.value}
            onChoose={(number) => (chosen.value = number)}
          />
          <VersionChanges editing={editing} versions={versions.value} version={version} onClose={onClose} />
        </div>
      )}
    </Dialog>
  );
}

interface VersionListProps {
  versions: readonly Version[];
  chosen: number;
  onChoose: (version: number) => void;
}

function VersionList({ versions, chosen, onChoose }: VersionListProps): JSX.Element {
  const words = useEditorWords();
  return (
    <ul class="staff-list version-list" aria-label={words("history_choose")}>
      {versions.map((version) => (
        <li key={version.version}>
          <button
            type="button"
            class="version"
            aria-pressed={version.version === chosen}
            onClick={() => onChoose(version.version)}
          >
            <span>
              {words("version_short", { version: version.version })}
              {version.published && ` · ${words("history_is_published")}`}
            </span>
            <span class="staff-hint">{versionFacts(version, words)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface VersionChangesProps {
  editing: Editing;
  versions: readonly Version[];
  version: Version;
  onClose: () => void;
}

function VersionChanges({ editing, versions, version, onClose }: VersionChangesProps): JSX.Element {
  const words = useEditorWords();
  const { toasts, mayEdit } = useEditor();
  const withCurrent = useSignal(false);
  const select = useId();
  const before = versions.find((candidate) => candidate.version < version.version);
  const current = editing.stored.value?.version === version.version;
  const restore = async (): Promise<void> => {
    try {
      const restored = await editing.restore(version.version);
      if (restored) toasts.tell(words("history_restored", { version: version.version }));
      onClose();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  };
  return (
    <section class="version-changes">
      <div class="staff-row">
        <label for={select}>{words("history_compare_with")}</label>
        <select
          id={select}
          class="input compare-with"
          value={withCurrent.value ? "current" : "before"}
          onChange={(event) => (withCurrent.value = event.currentTarget.value === "current")}
        >
          <option value="before">{words("history_before")}</option>
          <option value="current">{words("history_current")}</option>
        </select>
        <span class="staff-spring" />
        {mayEdit && !current && (
          <Button disabled={editing.dirty.value} onClick={() => void restore()}>
            {words("history_restore", { version: version.version })}
          </Button>
        )}
      </div>
      {mayEdit && !current && editing.dirty.value && <p class="staff-hint">{words("history_unsaved")}</p>}
      <h3>
        {withCurrent.value
          ? words("history_against_current", { from: version.version })
          : words("history_compare", { from: before?.version ?? 0, to: version.version })}
      </h3>
      {withCurrent.value ? (
        <DiffView before={fieldsOf(version)} after={editing.fields.value} />
      ) : (
        <DiffView before={before ? fieldsOf(before) : EMPTY_FIELDS} after={fieldsOf(version)} />
      )}
    </section>
  );
}

function versionFacts(version: Version, words: EditorWords): string {
  return `${fullTime(version.created_at, words.locale)}, ${version.author}`;
}
