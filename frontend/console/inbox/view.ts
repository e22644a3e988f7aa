/**
 * What the inbox's list shows: its tab, order and filter, and the views that the agent has saved. All of it is kept in the
 * browser, so a reload or the next day begins where the last one ended.
 */
import { effect, type Signal, signal } from "@preact/signals";
import { localStore } from "../../shared/storage/storage";
import { EVERYTHING, type Filter, ORDERS, type Order } from "./selecting";

export const TABS = ["mine", "waiting", "mentioned", "aside", "all"] as const;
export type Tab = (typeof TABS)[number];

export interface SavedView {
  readonly name: string;
  readonly tab: Tab;
  readonly order: Order;
  readonly filter: Filter;
}

const MOST_SAVED = 20;

export class InboxView {
  readonly tab: Signal<Tab>;
  readonly order: Signal<Order>;
  readonly filter: Signal<Filter>;
  readonly saved: Signal<readonly SavedView[]>;

  constructor(agentId: string) {
    const key = `baton.console.inbox.${agentId}`;
    const stored = readStored(localStore.read(key));
    this.tab = signal(stored.tab);
    this.order = signal(stored.order);
    this.filter = signal(stored.filter);
    this.saved = signal(stored.saved);
    effect(() =>
      localStore.write(key, {
        tab: this.tab.value,
        order: this.order.value,
        filter: this.filter.value,
        saved: this.saved.value,
      }),
    );
  }

  /** A view with the same name is replaced. */
  save(name: string): void {
    const view = { name, tab: this.tab.peek(), order: this.order.peek(), filter: this.filter.peek() };
    const others = this.saved.peek().filter((each) => each.name !== name);
    this.saved.value = [...others, view].slice(-MOST_SAVED);
  }

  show({ tab, order, filter }: SavedView): void {
    this.tab.value = tab;
    this.order.value = order;
    this.filter.value = filter;
  }

  forget(name: string): void {
    this.saved.value = this.saved.peek().filter((each) => each.name !== name);
  }
}

/** What an older Baton has stored, or somebody else, is read with care. */
function readStored(stored: unknown): Omit<SavedView, "name"> & { saved: readonly SavedView[] } {
  const value = isRecord(stored) ? stored : {};
  const saved = Array.isArray(value.saved) ? value.saved.filter(isRecord) : [];
  return {
    ...readView(value),
    saved: saved.flatMap((each) =>
      typeof each.name === "string" ? [{ name: each.name, ...readView(each) }] : [],
    ),
  };
}

function readView(value: Record<string, unknown>): Omit<SavedView, "name"> {
  const filter = isRecord(value.filter) ? value.filter : {};
  return {
    tab: TABS.find((each) => each === value.tab) ?? "waiting",
    order: ORDERS.find((each) => each === value.order) ?? "urgent",
    filter: Object.fromEntries(
      Object.keys(EVERYTHING).map((name) => [name, typeof filter[name] === "string" ? filter[name] : ""]),
    ) as unknown as Filter,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
