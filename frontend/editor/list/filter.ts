/** What the list shows: kept for this tab, so that the way back from an article leads to the same list. */
import { signal } from "@preact/signals";
import type { ArticleState } from "../../shared/api/types";
import type { Query } from "../../shared/http";
import { sessionStore } from "../../shared/storage/storage";

export const STAGES = ["changed", "in_review", "scheduled", "overdue"] as const;
export type Stage = (typeof STAGES)[number];

export interface Filter {
  readonly q: string;
  /** A state, or what an article waits for. */
  readonly state: ArticleState | Stage | "";
  readonly category: string;
  readonly tag: string;
  readonly owner: string;
  readonly audience: ArticleAudience | "";
}

/** From the widest to the narrowest. */
export const AUDIENCES = ["everyone", "signed_in", "staff"] as const;
export type ArticleAudience = (typeof AUDIENCES)[number];

/** Whether more people read it. */
export function isWider(audience: ArticleAudience, than: ArticleAudience): boolean {
  return AUDIENCES.indexOf(audience) < AUDIENCES.indexOf(than);
}

export const NO_FILTER: Filter = { q: "", state: "", category: "", tag: "", owner: "", audience: "" };

const KEY = "baton.editor.list";

export const filter = signal<Filter>(kept());

export function narrow(change: Partial<Filter>): void {
  filter.value = { ...filter.peek(), ...change };
  sessionStore.write(KEY, filter.peek());
}

export function isNarrowed(of: Filter): boolean {
  return Object.values(of).some((value) => value !== "");
}

/** With words, the best fit comes first; without, the last change. */
export function queryOf({ q, state, category, tag, owner, audience }: Filter): Query {
  const stage = STAGES.find((each) => each === state) ?? null;
  const words = q.trim();
  return {
    q: words || null,
    sort: words ? "best" : null,
    state: stage ? null : state || null,
    stage,
    category: category || null,
    tag: tag || null,
    owner: owner || null,
    audience: audience || null,
  };
}

function kept(): Filter {
  const stored = sessionStore.read(KEY);
  if (typeof stored !== "object" || stored === null) return NO_FILTER;
  const named = Object.entries(stored).filter(
    ([key, value]) => key in NO_FILTER && typeof value === "string",
  );
  return { ...NO_FILTER, ...Object.fromEntries(named) };
}
