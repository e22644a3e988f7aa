/** The data that a view loads when it opens, with an error text and a way to reload. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { CommonKey } from "../messages/en";
import type { Words } from "../words";
import { failureText } from "./failure";
import type { StaffKey } from "./messages/en";

export interface Read<T> {
  readonly value: T | null;
  readonly busy: boolean;
  readonly failure: string | null;
  readonly again: () => void;
  /** Replaces the data with the server's answer to a change. */
  readonly put: (value: T) => void;
}

export function useRead<T>(read: () => Promise<T>, key: string, words: Words<StaffKey | CommonKey>): Read<T> {
  const value = useSignal<T | null>(null);
  const busy = useSignal(true);
  const failure = useSignal<string | null>(null);
  /** Only the answer to the latest request counts. */
  const asked = useRef(0);

  async function load(): Promise<void> {
    const turn = ++asked.current;
    busy.value = true;
    failure.value = null;
    try {
      const found = await read();
      if (turn === asked.current) value.value = found;
    } catch (error) {
      if (turn === asked.current) failure.value = failureText(error, words);
    }
    if (turn === asked.current) busy.value = false;
  }

  useEffect(() => {
    void load();
  }, [key]);
  return {
    value: value.value,
    busy: busy.value,
    failure: failure.value,
    again: () => void load(),
    put: (next) => {
      asked.current += 1;
      busy.value = false;
      value.value = next;
    },
  };
}
