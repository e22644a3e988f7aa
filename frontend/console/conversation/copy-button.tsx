/** Copies what a message says. */
import { Copy } from "lucide";
import type { JSX } from "preact";
import { Icon } from "../../shared/components/icon";
import { useConsole } from "../app/context";
import type { ConsoleWords } from "../messages";

export function CopyButton({ text, words }: { text: string; words: ConsoleWords }): JSX.Element | null {
  const { toasts } = useConsole();
  if (!navigator.clipboard) return null; // a page without TLS
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(text).then(() => toasts.tell(words("copied")));
  return (
    <button
      type="button"
      class="copy-message"
      aria-label={words("copy_message")}
      title={words("copy_message")}
      onClick={() => void copy().catch(() => undefined)}
    >
      <Icon of={Copy} />
    </button>
  );
}
