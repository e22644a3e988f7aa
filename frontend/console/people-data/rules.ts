/** The rules of retention as the form has them: what is typed for all, and for each department. */
import type { RetentionRule } from "../../shared/api/contract";

/** The key of all departments without a time of their own. */
export const EVERYBODY = "";

export interface Typed {
  /** Whether the department has a time of its own; always for `EVERYBODY`. */
  readonly own: boolean;
  /** Empty: kept for good. */
  readonly days: string;
}

export type Filled = Readonly<Record<string, Typed>>;

export function filledFrom(rules: readonly RetentionRule[], departments: readonly string[]): Filled {
  return Object.fromEntries(
    [EVERYBODY, ...departments].map((id) => {
      const rule = rules.find((each) => (each.department_id ?? EVERYBODY) === id);
      return [id, { own: id === EVERYBODY || rule !== undefined, days: String(rule?.days ?? "") }] as const;
    }),
  );
}

export function rulesFrom(filled: Filled): RetentionRule[] {
  return Object.entries(filled)
    .filter(([id, { own, days }]) => own && (id !== EVERYBODY || days !== ""))
    .map(([id, { days }]) => ({ department_id: id || null, days: days === "" ? null : Number(days) }));
}
