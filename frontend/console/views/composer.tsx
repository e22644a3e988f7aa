/** Where an agent writes: a reply or an internal note, visibly different; Enter sends; the draft outlives the page. */
import { signal, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import type { Status } from "../../shared/types";
import { useConsole } from "../context";
import { type Draft, readDraft, writeDraft } from "../desk/drafts";
import { composerWanted } from "../keyboard";
import { useConsoleWords } from "../messages";
import type { ConsoleKey } from "../messages/en";
import { isHeldBy } from "./conversation-header";

export const LONGEST_TEXT = 2_000;
const WARN_BELOW = 200;
const TYPING_EVERY_MS = 2_500;

/** Raised when somebody else than the composer wrote into its draft. */
export const composerFilled = signal(0);

export function Composer({ id }: { id: string }): JSX.Element | null {
  const { desk, me } = useConsole();
  const conversation = desk.find(id);
  const queued = desk.queue.value.some((entry) => entry.conversation_id === id);
  if (!conversation) return null;
  const mayReply = isHeldBy(conversation, me.id);
  return <Writer id={id} mayReply={mayReply} status={queued ? "queued" : conversation.status} />;
}

interface WriterProps {
  id: string;
  mayReply: boolean;
  status: Status;
}

function Writer({ id, mayReply, status }: WriterProps): JSX.Element {
  const words = useConsoleWords();
  const { desk, me } = useConsole();
  const draft = useSignal<Draft>(readDraft(me.id, id));
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  const typed = useRef(0);
  const internal = !mayReply || draft.value.internal;
  const left = LONGEST_TEXT - draft.value.text.length;

  const change = (next: Draft): void => {
    draft.value = next;
    writeDraft(me.id, id, next);
  };
  useSignalEffect(() => {
    if (composerFilled.value > 0) draft.value = readDraft(me.id, id);
  });
  useSignalEffect(() => {
    const wanted = composerWanted.value;
    if (!wanted) return;
    composerWanted.value = null;
    change({ text: draft.peek().text, internal: wanted.mode === "note" });
    field.current?.focus();
  });
  useEffect(() => {
    if (mayReply && matchMedia("(min-width: 56rem)").matches) field.current?.focus();
  }, [mayReply]);

  const send = (): void => {
    const text = draft.value.text.trim();
    if (text === "" || left < 0) return;
    desk.transcript(id).send(text, internal ? "internal" : "public");
    change({ text: "", internal: draft.value.internal });
    field.current?.focus();
  };
  const onInput = (text: string): void => {
    change({ text, internal: draft.value.internal });
    if (internal || Date.now() - typed.current < TYPING_EVERY_MS) return;
    typed.current = Date.now();
    desk.tellTyping(id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class={internal ? "composer composer-note" : "composer"}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {mayReply ? (
        <ModeSwitch
          internal={internal}
          onChange={(note) => change({ text: draft.value.text, internal: note })}
        />
      ) : (
        <p class="staff-hint">{words(hintFor(status))}</p>
      )}
      <div class="composer-line">
        <textarea
          ref={field}
          class="input composer-text"
          rows={2}
          dir="auto"
          value={draft.value.text}
          aria-label={words(internal ? "composer_note_label" : "composer_reply_label")}
          aria-describedby={hint}
          aria-invalid={left < 0}
          placeholder={words(internal ? "composer_note_placeholder" : "composer_reply_placeholder")}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button look="primary" type="submit" disabled={draft.value.text.trim() === "" || left < 0}>
          {words(internal ? "add_note" : "send")}
        </Button>
      </div>
      <p
        class={left < 0 ? "field-error" : "staff-hint composer-hint"}
        id={hint}
        role={left < 0 ? "alert" : undefined}
      >
        {left < WARN_BELOW
          ? words(left < 0 ? "composer_over" : "composer_left", { count: Math.abs(left) })
          : words("composer_hint")}
      </p>
    </form>
  );
}

function ModeSwitch({
  internal,
  onChange,
}: {
  internal: boolean;
  onChange: (note: boolean) => void;
}): JSX.Element {
  const words = useConsoleWords();
  const option = (note: boolean, key: ConsoleKey): JSX.Element => (
    <button
      type="button"
      class="mode"
      aria-pressed={internal === note}
      onClick={() => {
        onChange(note);
      }}
    >
      {words(key)}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of a form to fill in
    <div class="modes" role="group" aria-label={words("composer_mode")}>
      {option(false, "composer_reply")}
      {option(true, "composer_note")}
    </div>
  );
}

function hintFor(status: Status): "resolved_hint" | "queued_hint" | "not_yours_hint" {
  if (status === "resolved") return "resolved_hint";
  return status === "queued" ? "queued_hint" : "not_yours_hint";
}
