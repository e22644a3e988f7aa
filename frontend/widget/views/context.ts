/** What every view of the widget reads: the state, the controller, the way back to the site, and the words. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CommonKey } from "../../shared/messages/en";
import { useWords as useAnyWords, type Words } from "../../shared/words";
import type { Controller } from "../controller";
import type { WidgetKey } from "../messages/en";
import type { Panel, Store } from "../store";

export interface WidgetContext {
  store: Store;
  controller: Controller;
  show: (panel: Panel) => void;
  /** Hides the widget; null where the page stands alone in a tab. */
  close: (() => void) | null;
}

const Context = createContext<WidgetContext | null>(null);

export const WidgetProvider = Context.Provider;

export function useWidget(): WidgetContext {
  const context = useContext(Context);
  if (!context) throw new Error("A view of the widget stands outside WidgetProvider.");
  return context;
}

export function useWords(): Words<WidgetKey | CommonKey> {
  return useAnyWords<WidgetKey>();
}
