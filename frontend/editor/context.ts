/** What every view of the editor can use. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Client } from "../shared/http";
import type { Toasts } from "../shared/staff/dialog/toast";
import type { Me } from "../shared/types";

export interface EditorContext {
  readonly api: Client;
  readonly me: Me;
  readonly toasts: Toasts;
  /** Whether this person may change articles or only read them. */
  readonly mayEdit: boolean;
}

const Context = createContext<EditorContext | null>(null);

export const EditorProvider = Context.Provider;

export function useEditor(): EditorContext {
  const context = useContext(Context);
  if (!context) throw new Error("an editor view stands outside the editor");
  return context;
}
