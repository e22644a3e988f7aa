/** Where the customer writes: Enter sends, Shift and Enter breaks the line; a counter appears before the limit does. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { AttachButton, ChosenFiles } from "../../shared/attachments/choosing";
import { takeFiles, Uploads } from "../../shared/attachments/uploads";
import { isSendKey } from "../../shared/keys";
import { useWidget, useWords } from "./context";
import { EmojiPicker } from "./emoji";
import { Icon } from "./icons";

export const MAX_CHARACTERS = 2000;
const COUNT_FROM = 1800;

/** Keeps what is written but not sent, across a reload. */
export interface DraftKeeper {
  draft: string;
}

export function Composer({ keeper }: { keeper: DraftKeeper }): JSX.Element {
  const { controller, store } = useWidget();
  const words = useWords();
  const [uploads] = useState(() => new Uploads(controller.upload));
  useForgetting(uploads);
  const [text, setText] = useState(() => keeper.draft);
  const field = useGrowingField(text);
  // Characters as people and the server count them, not UTF-16 units.
  const length = [...text.trim()].length;
  const files = store.settings.value?.attachments === true;
  const something = length > 0 || uploads.ready.value > 0;
  const sendable = something && length <= MAX_CHARACTERS && !uploads.uploading.value;
  const change = (value: string): void => {
    setText(value);
    keeper.draft = value;
  };
  const insert = (emoji: string): void => {
    const box = field.current;
    const [from, to] = [box?.selectionStart ?? text.length, box?.selectionEnd ?? text.length];
    change(text.slice(0, from) + emoji + text.slice(to));
    box?.focus();
    requestAnimationFrame(() => box?.setSelectionRange(from + emoji.length, from + emoji.length));
  };
  const send = (): void => {
    if (!sendable) return;
    controller.send(text.trim(), undefined, uploads.take());
    change("");
    field.current?.focus();
  };
  return (
    <form
      class="composer"
      onPaste={(event) => files && takeFiles(event, event.clipboardData, uploads)}
      onDragOver={(event) => files && event.preventDefault()}
      onDrop={(event) => files && takeFiles(event, event.dataTransfer, uploads)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <PreviewSwitch />
      <ChosenFiles uploads={uploads} />
      {files && <AttachButton uploads={uploads} class="icon-button" />}
      <label class="visually-hidden" for="composer">
        {words("composer")}
      </label>
      <textarea
        id="composer"
        ref={field}
        class="input composer-field"
        rows={1}
        dir={text ? "auto" : words.direction}
        enterkeyhint="send"
        placeholder={words("placeholder")}
        value={text}
        aria-invalid={length > MAX_CHARACTERS}
        aria-describedby={length >= COUNT_FROM ? "counter" : undefined}
        onInput={(event) => {
          change(event.currentTarget.value);
          controller.typing.typed(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (!isSendKey(event)) return;
          event.preventDefault();
          send();
        }}
      />
      <EmojiPicker onChoose={insert} />
      <button
        type="submit"
        class="icon-button send-button"
        aria-label={words("send")}
        title={words("send")}
        disabled={!sendable}
      >
        <Icon name="send" />
      </button>
      {length >= COUNT_FROM && <Counter left={MAX_CHARACTERS - length} />}
    </form>
  );
}

/** What was uploaded belongs to its conversation: in another one nobody could send it. */
function useForgetting(uploads: Uploads): void {
  const { store } = useWidget();
  const id = store.conversation.value?.id;
  const before = useRef(id);
  useEffect(() => {
    if (before.current !== undefined && before.current !== id) uploads.clear();
    before.current = id;
  }, [id, uploads]);
}

/** Off until the customer says otherwise; there only while an agent is. */
function PreviewSwitch(): JSX.Element | null {
  const { controller, store } = useWidget();
  const words = useWords();
  if (!store.mayPreview.value) return null;
  return (
    <label class="preview-switch">
      <input
        type="checkbox"
        checked={store.marks.value.preview}
        onChange={(event) => controller.typing.allow(event.currentTarget.checked)}
      />
      {words("preview_allow")}
    </label>
  );
}

function Counter({ left }: { left: number }): JSX.Element {
  const words = useWords();
  return (
    <p
      id="counter"
      class={left < 0 ? "counter counter-over" : "counter"}
      role={left < 0 ? "alert" : undefined}
    >
      {left < 0 ? words.count("characters_over", -left) : words.count("characters_left", left)}
    </p>
  );
}

function useGrowingField(text: string): { current: HTMLTextAreaElement | null } {
  const { store } = useWidget();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
  }, [text]);
  const looking = store.looking.value;
  useEffect(() => {
    // On a phone the keyboard would cover half of what the customer came to read.
    if (looking && matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, [looking]);
  return field;
}
