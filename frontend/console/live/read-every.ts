/** What a card of the Live page reads when it opens, and again and again while it is open. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

/** The last value stays while reading fails, and the failure stays until reading works again. */
export function useReadEvery<T>(path: string, everyMs: number): { value: T | null; failure: string | null } {
  const words = useConsoleWords();
  const { api } = useConsole();
  const value = useSignal<T | null>(null);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    const read = (): Promise<void> =>
      api.get<T>(path).then(
        (answer) => {
          value.value = answer;
          failure.value = null;
        },
        (error: unknown) => {
          failure.value = failureText(error, words);
        },
      );
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => clearInterval(timer);
  }, [api, words, path, everyMs]);
  return { value: value.value, failure: failure.value };
}
