import { describe, expect, it } from "vitest";
import type { CustomerRecord } from "../../shared/api/contract";
import { ApiError } from "../../shared/http";
import { saveField } from "./record";

function record(version: string, values: Record<string, string>): CustomerRecord {
  const fields = ["phone", "company"].map((id) => ({
    id,
    label: id,
    kind: "text" as const,
    choices: [],
    value: values[id] ?? null,
  }));
  return { version, fields, notes: [], changed_at: null, changed_by: null };
}

/** A server where a colleague has already changed the record. */
function serverWith(newer: CustomerRecord) {
  const versions: string[] = [];
  return {
    versions,
    patch: ({ version, values }: { version: string; values: Record<string, string | null> }) => {
      versions.push(version);
      if (version !== newer.version)
        return Promise.reject(new ApiError("edited_meanwhile", "late", 409, null, { record: newer }));
      return Promise.resolve(record("9", { ...values } as Record<string, string>));
    },
  };
}

describe("saving a field", () => {
  it("keeps a colleague's change to another field", async () => {
    const { versions, patch } = serverWith(record("2", { company: "Heron" }));
    const change = { field: "phone", start: "", value: "1" };
    expect((await saveField(record("1", {}), change, patch)).kind).toBe("saved");
    expect(versions).toEqual(["1", "2"]);
  });

  it("shows a colleague's change to the same field and sends nothing", async () => {
    const { versions, patch } = serverWith(record("2", { phone: "2" }));
    const change = { field: "phone", start: "", value: "1" };
    const outcome = await saveField(record("1", {}), change, patch);
    expect([outcome.kind, outcome.record.version, versions]).toEqual(["collided", "2", ["1"]]);
    // A change that arrives by socket while the agent types is a collision, even before anything is sent.
    expect((await saveField(record("2", { phone: "2" }), change, patch)).kind).toBe("collided");
    expect(versions).toEqual(["1"]);
  });

  it("passes on every other error", async () => {
    const patch = () => Promise.reject(new ApiError("bad_type", "no", 400));
    await expect(
      saveField(record("1", {}), { field: "phone", start: "", value: "x" }, patch),
    ).rejects.toThrow("no");
  });
});
