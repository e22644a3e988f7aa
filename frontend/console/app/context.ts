/** What every view of the console can use: the desk, the API, notices, and department names. */

import type { Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Department, Me } from "../../shared/api/contract";
import type { Client } from "../../shared/http";
import type { Toasts } from "../../shared/staff/dialog/toast";
import type { Accepting } from "../acting/accepting";
import type { Acting } from "../acting/acting";
import type { Selection } from "../bulk/selection";
import type { Desk } from "../desk/desk";
import type { InboxView } from "../inbox/view";
import type { Peek } from "../peek/peek";
import type { KnownTags } from "../tags/known-tags";

export interface ConsoleContext {
  readonly desk: Desk;
  readonly accepting: Accepting;
  readonly acting: Acting;
  readonly inbox: InboxView;
  readonly selection: Selection;
  readonly peek: Peek;
  readonly tags: KnownTags;
  readonly api: Client;
  readonly me: Me;
  readonly toasts: Toasts;
  readonly departments: Signal<readonly Department[]>;
}

const Context = createContext<ConsoleContext | null>(null);

export const ConsoleProvider = Context.Provider;

export function useConsole(): ConsoleContext {
  const context = useContext(Context);
  if (!context) throw new Error("a console view stands outside the console");
  return context;
}

/** A department's name; handoffs have only its identifier. */
export function departmentName(
  context: ConsoleContext,
  department: string | null | undefined,
): string | null {
  if (!department) return null;
  return context.departments.value.find(({ id }) => id === department)?.name ?? department;
}
