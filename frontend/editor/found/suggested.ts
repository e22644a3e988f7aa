/** The suggestions for an article: asked for, accepted into its typed phrasings, or dismissed on the server. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SuggestedPhrasing, SuggestedPhrasings } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { compared, triedOf, withPhrasing } from "./accepting";

interface Suggested {
  /** Null until they were asked for. */
  shown: readonly SuggestedPhrasing[] | null;
  busy: boolean;
  failure: string | null;
  ask: () => void;
  accept: (suggestion: SuggestedPhrasing) => void;
  dismiss: (suggestion: SuggestedPhrasing) => void;
}

export function useSuggestions(editing: Editing): Suggested {
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
