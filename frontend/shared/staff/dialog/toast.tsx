/** Short notices at the edge of the page, announced by screen readers. Failures stay until dismissed. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useWords } from "../../words";
import type { StaffKey } from "../messages/en";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly failure: boolean;
}

const SHOWN_MS = 6_000;

export class Toasts {
  readonly list = signal<readonly Toast[]>([]);
  private next = 1;

  tell(text: string): void {
    const id = this.add(text, false);
    setTimeout(() => this.dismiss(id), SHOWN_MS);
  }

  fail(text: string): void {
    this.add(text, true);
  }

  dismiss(id: number): void {
    this.list.value = this.list.value.filter((toast) => toast.id !== id);
  }

  private add(text: string, failure: boolean): number {
    const id = this.next++;
    this.list.value = [
      ...this.list.value.filter((toast) => toast.text !== text),
      { id, text, failure },
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
