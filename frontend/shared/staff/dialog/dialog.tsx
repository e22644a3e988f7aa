/**
 * A modal dialog on the browser's `<dialog>`: it traps focus, Escape closes it, and focus returns afterwards. A click
 * beside it closes it as long as nothing is typed in it: typed words must not be lost by a slip of the hand.
 */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useCommonWords } from "../../words";

interface DialogProps {
  title: string;
  onClose: () => void;
  wide?: boolean;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, wide = false, children }: DialogProps): JSX.Element {
  const words = useCommonWords();
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const typed = useRef(false);
  const pressedBeside = useRef(false);
  useEffect(() => {
    const opener = document.activeElement;
    element.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={wide ? "staff-dialog wide" : "staff-dialog"}
      aria-labelledby={heading}
      tabIndex={-1}
      onClose={onClose}
      onInput={() => (typed.current = true)}
      onMouseDown={(event) => (pressedBeside.current = event.target === element.current)}
      onClick={(event) => {
        const beside = event.target === element.current && pressedBeside.current;
        if (beside && !typed.current) element.current?.close();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="staff-dialog-body">
        <header>
          <h2 id={heading}>{title}</h2>
          <button
            type="button"
            class="button button-quiet button-icon"
            aria-label={words("close")}
            onClick={() => element.current?.close()}
          >
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
