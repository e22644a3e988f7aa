/** Where an agent writes a reply or an internal note. Enter sends. The draft survives a reload. */
import { useSignalEffect } from "@preact/signals";
import { CheckCheck } from "lucide";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Status } from "../../shared/api/types";
import { AttachButton, ChosenFiles } from "../../shared/attachments/choosing";
import { takeFiles } from "../../shared/attachments/uploads";
import { Button } from "../../shared/components/basics";
import { Icon } from "../../shared/components/icon";
import { isSendKey } from "../../shared/keys";
import { focusHome } from "../../shared/staff/focus/focus-home";
import { useConsole } from "../app/context";
import { keyLabel, keyOf } from "../app/keyboard";
import { useUploads } from "../attachments/files";
import { CannedMenu, CannedPending } from "../canned-replies/menu";
import { unfilled } from "../canned-replies/placeholders";
import { useCanned } from "../canned-replies/use-canned";
import { ResolutionForm } from "../conversation/resolution";
import { isHeldBy } from "../desk/permissions";
import { MentionMenu } from "../mentions/menu";
import { useMentions } from "../mentions/use-mentions";
import { type ConsoleWords, useConsoleWords } from "../messages";
import { ReplyHelp } from "../reply-help/reply-help";
import { TranslateReply } from "../translation/translate-reply";
import { KeptReply } from "./kept-reply";
import { LeftDraft } from "./left-draft";
import { ModeSwitch } from "./mode-switch";
import { optionId } from "./option-menu";
import { useDraft } from "./use-draft";
import "./composer.css";

const LONGEST_TEXT = 2_000;
const WARN_BELOW = 200;
const TYPING_EVERY_MS = 2_500;

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
  const { acting, desk } = useConsole();
  const { draft, field, change, put, append } = useDraft(id, mayReply);
  const [hint, menu] = [useId(), useId()];
  const typed = useRef(0);
  const leaving = useRef(false);
  const resolution = desk.find(id)?.resolution;
  const internal = !mayReply || draft.value.internal;
  const left = LONGEST_TEXT - draft.value.text.length;

  useSignalEffect(() => {
    const wanted = acting.writing.value;
    if (!wanted) return;
    acting.writing.value = null;
    change({ internal: wanted.internal });
    field.current?.focus();
    if (wanted.canned) callCanned();
  });
  useEffect(() => {
    if (mayReply && matchMedia("(min-width: 56rem)").matches) field.current?.focus();
  }, [mayReply]);
  // After "send and resolve" the work here is done: the next key is a command such as Undo, not the first letter of a note.
  useEffect(() => {
    const done = status === "resolved" && leaving.current;
    leaving.current = leaving.current && !done;
    if (done && document.activeElement === field.current && draft.peek().text === "") focusHome();
  }, [status]);

  const canned = useCanned(id, put);
  const callCanned = (): void => {
    const text = draft
      .peek()
      .text.replace(/(?<=\S)$/, " ")
      .concat("/");
    put(text, text.length);
    canned.look(text, text.length);
  };
  const replies = canned.replies.value;
  const mentions = useMentions(id, put);
  const colleagues = internal ? mentions.colleagues.value : null;
  const shown = colleagues ?? replies;
  const active = colleagues ? mentions.active.value : canned.active.value;
  const hole = internal ? null : unfilled(draft.value.text);

  const uploads = useUploads(id);
  const something = draft.value.text.trim() !== "" || uploads.ready.value > 0;
  const nothing = !something || left < 0 || hole !== null || uploads.uploading.value;
  const send = (andResolve = false): void => {
    if (nothing) return;
    const text = draft.value.text.trim();
    const files = uploads.take();
    leaving.current = andResolve;
    if (andResolve) void acting.sendAndResolve(id, text, files);
    else desk.transcript(id).send(text, internal ? "internal" : "public", files);
    change({ text: "" });
    field.current?.focus();
  };
  /** The next letters are text. On the button they would be commands: the "e" of "please" resolves. */
  const choose = (note: boolean): void => {
    change({ internal: note });
    field.current?.focus();
  };
  const onInput = ({ value: text, selectionStart }: HTMLTextAreaElement): void => {
    change({ text, internal });
    canned.look(text, selectionStart);
    if (internal) mentions.look(text, selectionStart);
    if (internal || Date.now() - typed.current < TYPING_EVERY_MS) return;
    typed.current = Date.now();
    desk.tellTyping(id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((internal && mentions.onKey(event)) || canned.onKey(event)) return;
    if (!isSendKey(event)) return;
    event.preventDefault();
    send(keyOf(event) === "mod+enter" && !internal);
  };

  return (
    <form
      class={internal ? "composer composer-note" : "composer"}
      onPaste={(event) => takeFiles(event, event.clipboardData, uploads)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFiles(event, event.dataTransfer, uploads)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {mayReply ? (
        <div class="composer-top">
          <ModeSwitch internal={internal} onChange={choose} />
          <ReplyHelp id={id} onPut={append} />
        </div>
      ) : (
        <p class="staff-hint">{words(hintFor(status))}</p>
      )}
      {status === "resolved" && resolution && (
        <ResolutionForm key={`${id} ${resolution.tags}`} id={id} resolution={resolution} />
      )}
      {mayReply && <LeftDraft id={id} onTake={append} />}
      {draft.value.kept && !mayReply && (
        <KeptReply text={draft.value.kept} onDrop={() => change({ kept: "" })} />
      )}
      {canned.pending.value && !colleagues && <CannedPending state={canned.pending.value} />}
      {replies && !colleagues && (
        <CannedMenu
          id={menu}
          replies={replies}
          empty={canned.empty.value}
          active={active}
          onChoose={canned.choose}
        />
      )}
      {colleagues && (
        <MentionMenu id={menu} colleagues={colleagues} active={active} onChoose={mentions.choose} />
      )}
      {!internal && (
        <TranslateReply id={id} text={draft.value.text} onPut={(text) => put(text, text.length)} />
      )}
      <ChosenFiles uploads={uploads} />
      {/* The key keeps the text field and its text when the elements above it change. */}
      <div key="line" class="composer-line">
        <AttachButton uploads={uploads} class="button button-quiet" />
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
          aria-autocomplete="list"
          aria-controls={shown ? menu : undefined}
          aria-activedescendant={shown?.length ? optionId(menu, active) : undefined}
          onInput={(event) => onInput(event.currentTarget)}
          onKeyDown={onKeyDown}
        />
        {!internal && (
          <Button
            class="send-and-resolve"
            title={words("send_and_resolve_key", { key: keyLabel("mod+enter") })}
            aria-label={words("send_and_resolve")}
            disabled={nothing}
            onClick={() => send(true)}
          >
            <Icon of={CheckCheck} />
          </Button>
        )}
        <Button look="primary" type="submit" disabled={nothing}>
          {words(internal ? "add_note" : "send")}
        </Button>
      </div>
      <p
        class={left < 0 || hole ? "field-error" : "staff-hint composer-hint"}
        id={hint}
        role={left < 0 || hole ? "alert" : undefined}
      >
        {hole ? words("composer_hole", { hole }) : lengthHint(left, words)}
      </p>
    </form>
  );
}

function lengthHint(left: number, words: ConsoleWords): string {
  if (left >= WARN_BELOW) return words("composer_hint");
  return words(left < 0 ? "composer_over" : "composer_left", { count: Math.abs(left) });
}

function hintFor(status: Status): "resolved_hint" | "queued_hint" | "not_yours_hint" {
  if (status === "resolved") return "resolved_hint";
  return status === "queued" ? "queued_hint" : "not_yours_hint";
}
