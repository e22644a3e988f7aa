/** A small choice of emojis, on desktops: a phone's keyboard has its own. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "./context";
import { Icon } from "./icons";

const EMOJIS = [..."😀😄😊🙂😉😍😎🤔😅😂😢😭😡😱🙏👍👎👌👏🙌💪🤝👋❤💔🎉✨🔥✅❌❓❗⏰📦🚚🔧💡📷🚲🏠☀🌧☕🍀🎁"];

export function EmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }): JSX.Element | null {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    box.current?.querySelector<HTMLElement>(".emoji")?.focus();
    const leave = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", leave);
    return () => removeEventListener("pointerdown", leave);
  }, [open]);
  if (!matchMedia("(pointer: fine)").matches) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only leaves by Escape; its buttons are what is pressed
    <div
      class="emoji-box"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        setOpen(false);
        box.current?.querySelector<HTMLElement>(".icon-button")?.focus();
      }}
    >
      <button
        type="button"
        class="icon-button"
        aria-label={words("emoji")}
        title={words("emoji")}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="emoji" />
      </button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own
        <div class="emojis" role="group" aria-label={words("emoji")}>
          {EMOJIS.map((emoji) => (
            <button
              key={emoji}
              type="button"
              class="emoji"
              onClick={() => {
                setOpen(false);
                onChoose(emoji);
              }}
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
