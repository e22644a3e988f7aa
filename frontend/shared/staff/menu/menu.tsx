/**
 * A button that opens a small panel of further buttons or settings beside it. Escape closes it and returns the focus, and
 * so do a click or a Tab outside. A press of a button inside also closes it; settings leave it open.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface MenuProps {
  /** What the button shows. */
  face: ComponentChildren;
  /** Says what an icon means; a face with words needs none. */
  label?: string;
  /** Where the panel opens: below the button at its end, or above it at its start. */
  place?: "below" | "above";
  class?: string;
  children: ComponentChildren;
}

export function Menu({ face, label, place = "below", class: extra, children }: MenuProps): JSX.Element {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const panel = useId();
  const close = (): void => {
    open.value = false;
  };

  useEffect(() => {
    if (!open.value) return;
    const outside = (event: Event): void => {
      if (!whole.current?.contains(event.target as Node)) close();
    };
    addEventListener("pointerdown", outside);
    addEventListener("focusin", outside);
    return () => {
      removeEventListener("pointerdown", outside);
      removeEventListener("focusin", outside);
    };
  }, [open.value]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape reaches it from the buttons inside
    <div
      ref={whole}
      class="menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open.value) return;
        event.stopPropagation();
        close();
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class={extra ?? "button button-plain button-small"}
        aria-label={label}
        title={label}
        aria-expanded={open.value}
        aria-controls={panel}
        onClick={() => (open.value = !open.value)}
      >
        {face}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press of a button inside closes it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside have the keys */}
      <div
        id={panel}
        class={`menu-panel menu-${place}`}
        hidden={!open.value}
        onClick={(event) => {
          if ((event.target as Element).closest("button, a")) close();
        }}
      >
        {open.value && children}
      </div>
    </div>
  );
}
