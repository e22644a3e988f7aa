/** Short notices at the edge of the page, announced by screen readers. Failures stay until dismissed. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useWords } from "../../words";
import type { StaffKey } from "../messages/en";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly failure: boolean;
  readonly action?: ToastAction | undefined;
}

/** What can be done about it, such as undoing it. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

const SHOWN_MS = 6_000;
/** Long enough to read, decide and press. */
const SHOWN_WITH_ACTION_MS = 12_000;

export class Toasts {
  readonly list = signal<readonly Toast[]>([]);
  private next = 1;

  tell(text: string, action?: ToastAction): void {
    const id = this.add(text, false, action);
    setTimeout(() => this.dismiss(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
  }

  fail(text: string): void {
    this.add(text, true);
  }

  /** What the newest notice offers, if it offers anything. */
  get offered(): ToastAction | undefined {
    return this.list.value.findLast(({ action }) => action)?.action;
  }

  /** Does it, as its button would. */
  takeOffer(): void {
    const toast = this.list.peek().findLast(({ action }) => action);
    if (!toast) return;
    this.dismiss(toast.id);
    toast.action?.run();
  }

  dismiss(id: number): void {
    this.list.value = this.list.value.filter((toast) => toast.id !== id);
  }

  private add(text: string, failure: boolean, action?: ToastAction): number {
    const id = this.next++;
    this.list.value = [
      ...this.list.value.filter((toast) => toast.text !== text),
      { id, text, failure, action },
    ].slice(-4);
    return id;
  }
}

export function ToastArea({ toasts }: { toasts: Toasts }): JSX.Element {
  const words = useWords<StaffKey>();
  return (
    <div class="staff-toasts" role="status" aria-live="polite">
      {toasts.list.value.map((toast) => (
        <div key={toast.id} class={toast.failure ? "staff-toast failure" : "staff-toast"}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              class="button button-quiet button-small"
              onClick={() => {
                toasts.dismiss(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => toasts.dismiss(toast.id)}
          >
            {words("dismiss")}
          </button>
        </div>
      ))}
    </div>
  );
}
