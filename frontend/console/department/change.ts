/** How this page makes a change: it says how it went, and every department is read anew. */
import type { Department } from "../../shared/api/contract";
import { tellResult } from "../../shared/staff/tell-result";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

/** Resolves to whether it succeeded; `done` is the notice then. */
export type Change = (done: string, call: () => Promise<unknown>) => Promise<boolean>;

export function useChange(): Change {
  const words = useConsoleWords();
  const { api, departments, toasts } = useConsole();
  return (done, call) =>
    tellResult(toasts, words, done, async () => {
      await call();
      departments.value = (await api.get<{ departments: Department[] }>("/departments")).departments;
    });
}
