/** A value that follows another once it has rested, so that drawing a long preview never slows the typing down. */
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
