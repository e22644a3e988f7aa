/** A value that follows another after a pause, so that rendering a long preview does not slow down typing. */
import { useEffect, useState } from "preact/hooks";

const REST_MS = 120;
const LONGEST_REST_MS = 700;
/** A longer text waits longer, because it takes longer. */
const CHARACTERS_A_MS = 500;

export function useDeferred(value: string): string {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setShown(value), restOf(value));
    return () => clearTimeout(timer);
  }, [value]);
  return shown;
}

function restOf(text: string): number {
  return Math.min(LONGEST_REST_MS, REST_MS + text.length / CHARACTERS_A_MS);
}
