/**
 * Saves one field of a customer record. The server accepts a change only with the current version,
 * so a colleague's change to another field is kept, and a change to the same field is shown before anything is lost.
 */
import type { CustomerRecord } from "../../shared/api/contract";
import { ApiError } from "../../shared/http";

export interface Change {
  field: string;
  /** The value when the agent started editing. */
  start: string;
  value: string;
}

export type Outcome = { kind: "saved" | "collided"; record: CustomerRecord };

type Patch = (body: { version: string; values: Record<string, string | null> }) => Promise<CustomerRecord>;

/** How many times a save retries after changes by others before it gives up. */
const MOST_TRIES = 5;

export async function saveField(record: CustomerRecord, change: Change, patch: Patch): Promise<Outcome> {
  const { field, start, value } = change;
  let now = record;
  for (let tries = 1; ; tries++) {
    if (valueIn(now, field) !== start) return { kind: "collided", record: now };
    try {
      const saved = await patch({ version: now.version, values: { [field]: value === "" ? null : value } });
      return { kind: "saved", record: saved };
    } catch (error) {
      const newer = newerRecord(error);
      if (!newer || tries === MOST_TRIES) throw error;
      now = newer;
    }
  }
}

export function valueIn(record: CustomerRecord, field: string): string {
  return record.fields.find(({ id }) => id === field)?.value ?? "";
}

/** The current value, if this change came too late. */
function newerRecord(error: unknown): CustomerRecord | null {
  if (!(error instanceof ApiError) || error.code !== "edited_meanwhile") return null;
  return (error.details.record as CustomerRecord | undefined) ?? null;
}
