/** A value that follows another after a pause, so that rendering a long preview does not slow down typing. */
import { useEffect, useState } from "preact/hooks";

const REST_MS = 120;

export function useDeferred(value: string): string {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setShown(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return shown;
}
