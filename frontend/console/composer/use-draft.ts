/**
 * The draft of a conversation and its caret: loaded from the browser, stored there on every change, and sent to
 * the server after a pause.
 */
import { type ReadonlySignal, signal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { useConsole } from "../app/context";
import { unfilled } from "../canned-replies/placeholders";
import { DraftKeeper } from "./draft-keeper";
import { type Draft, readDraft, writeDraft } from "./drafts";

/** Increased when something other than the composer changed the draft. */
export const composerFilled = signal(0);

export interface DraftField {
  readonly draft: ReadonlySignal<Draft>;
  readonly field: { current: HTMLTextAreaElement | null };
  readonly change: (part: Partial<Draft>) => void;
  /** Writes a text and puts the caret at its end, or selects what still has to be filled in. */
  readonly put: (text: string, caret: number) => void;
  readonly append: (text: string) => void;
}

export function useDraft(id: string, mayReply: boolean): DraftField {
  const { desk, me } = useConsole();
  const draft = useSignal<Draft>(readDraft(me.id, id));
  const field = useRef<HTMLTextAreaElement>(null);
  const selection = useRef<[from: number, to: number] | null>(null);
  const keeper = useMemo(() => new DraftKeeper((text) => desk.keepDraft(id, text)), [desk, id]);
  useEffect(() => () => keeper.stop(), [keeper]);
  useSignalEffect(() => {
    if (composerFilled.value > 0) draft.value = readDraft(me.id, id);
  });
  // Set together with the text, so that the next typed letter goes to the right place.
  useLayoutEffect(() => {
    if (!selection.current) return;
    field.current?.focus();
    field.current?.setSelectionRange(...selection.current);
    selection.current = null;
  });

  // A reply stays a reply: when the conversation goes to somebody else it is put aside, and comes back with it. A note
  // stays a note as well.
  const held = useRef(mayReply);
  useLayoutEffect(() => {
    const { text, internal, kept } = draft.peek();
    const gained = mayReply && !held.current;
    held.current = mayReply;
    if (!mayReply && !internal && text !== "") change({ text: "", internal: true, kept: text });
    else if (mayReply && kept && text === "") change({ text: kept, internal: false, kept: "" });
    else if (gained && internal && text === "") change({ internal: false });
  }, [mayReply, draft.value]);

  const change = (part: Partial<Draft>): void => {
    const next = { ...draft.peek(), ...part };
    draft.value = next;
    writeDraft(me.id, id, next);
    if (mayReply && !next.internal) keeper.keep(next.text);
  };
  const put = (text: string, caret: number): void => {
    const hole = unfilled(text);
    const from = hole ? text.indexOf(hole) : caret;
    selection.current = [from, from + (hole?.length ?? 0)];
    change({ text });
  };
  const append = (text: string): void => {
    const whole = [draft.peek().text.trimEnd(), text].filter(Boolean).join("\n\n");
    put(whole, whole.length);
  };
  return { draft, field, change, put, append };
}
