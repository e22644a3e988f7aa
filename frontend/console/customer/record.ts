/**
 * Changing one field of a customer's record. The server takes a change only with the version of what stands there now,
 * so a colleague's change to another field is taken along, and one to this field is shown before anything is lost.
 */
import { ApiError } from "../../shared/http";
import type { CustomerRecord } from "../api/types";

export interface Change {
  field: string;
  /** What stood there when the agent began. */
  start: string;
  value: string;
}

export type Outcome = { kind: "saved" | "collided"; record: CustomerRecord };

type Patch = (body: { version: string; values: Record<string, string | null> }) => Promise<CustomerRecord>;

/** As many changes of others as one save takes along before it gives up. */
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

/** What stands there now, where a change came too late. */
function newerRecord(error: unknown): CustomerRecord | null {
  if (!(error instanceof ApiError) || error.code !== "edited_meanwhile") return null;
  return (error.details.record as CustomerRecord | undefined) ?? null;
}
