/** Tries an article's title and phrasings with the bot, again after each change of them. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { TriedPhrasing, TriedPhrasings } from "../../shared/api/contract";
import { failureText } from "../../shared/staff/failure";
import type { Editing } from "../article/editing";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { compared, triedOf } from "./accepting";

const SETTLE_MS = 800;

export interface Trials {
  /** By the compared phrasing. */
  readonly found: ReadonlyMap<string, TriedPhrasing>;
  readonly busy: boolean;
  readonly failure: string | null;
  /** Whether the text has changed since. */
  readonly stale: boolean;
  readonly again: () => void;
}

export function useTrials(editing: Editing): Trials {
  const words = useEditorWords();
  const { api } = useEditor();
  const found = useSignal<ReadonlyMap<string, TriedPhrasing>>(new Map());
  const busy = useSignal(false);
  const failure = useSignal<string | null>(null);
  const asked = useSignal("");
  /** Only the answer to the latest request counts. */
  const turn = useRef(0);
  const wanted = triedOf(editing.fields.value);

  async function tryAll(): Promise<void> {
    const own = ++turn.current;
    busy.value = true;
    failure.value = null;
    const draft = editing.draft();
    try {
      const body = { draft, questions: wanted };
      const { tried } = await api.post<TriedPhrasings>("/phrasings/try", body);
      if (own !== turn.current) return;
      found.value = new Map(tried.map((each) => [compared(each.question), each]));
      asked.value = JSON.stringify(draft);
    } catch (error) {
      if (own !== turn.current) return;
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  const key = wanted.join("\n");
  useEffect(() => {
    if (key === "") return;
    const timer = setTimeout(() => void tryAll(), asked.peek() === "" ? 0 : SETTLE_MS);
    return () => clearTimeout(timer);
  }, [key, editing]);
  return {
    found: found.value,
    busy: busy.value,
    failure: failure.value,
    stale: asked.value !== "" && asked.value !== JSON.stringify(editing.draft()),
    again: () => void tryAll(),
  };
}
