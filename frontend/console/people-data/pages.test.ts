/** A customer with more conversations than one call reads is shown, exported and erased as a whole. */
import { expect, it } from "vitest";
import type { Erased, Kept, PeopleData } from "../../shared/api/contract";
import { erasedAll, wholeFile, wholeKept } from "./pages";

function kept(id: string, started_at: string, next: string | null): Kept {
  const conversation = {
    conversation_id: id,
    by: "verified identity",
    status: "bot",
    started_at,
    changed_at: started_at,
  } as const;
  return {
    conversations: [conversation],
    total: 2,
    next,
    customer_records: next ? ["record_1"] : [],
    rows: { messages: 3 },
    backups: "",
    backups_until: null,
  };
}

it("reads every page, and shows the newest conversation first", async () => {
  const asked: (string | null)[] = [];
  const whole = await wholeKept(async (cursor) => {
    asked.push(cursor);
    return cursor ? kept("b", "2030-02-01", null) : kept("a", "2030-01-01", "a");
  });
  expect(asked).toEqual([null, "a"]);
  expect(whole.conversations.map((each) => each.conversation_id)).toEqual(["b", "a"]);
  expect(whole).toMatchObject({ total: 2, rows: { messages: 6 }, customer_records: ["record_1"] });
});

it("makes one file of all pages, with each row once", async () => {
  const page = (id: string, next: string | null): PeopleData => ({
    person: "mara",
    exported_at: "2030-01-01",
    found: [{ conversation_id: id, by: "conversation" }],
    tables: { conversations: [{ id }], merges: [{ conversation_id: "a", into_id: "b" }] },
    files: { [id]: "AA==" },
    next,
  });
  const whole = await wholeFile(async (cursor) => (cursor ? page("b", null) : page("a", "a")));
  expect(whole.tables.conversations).toEqual([{ id: "a" }, { id: "b" }]);
  expect(whole.tables.merges).toHaveLength(1);
  expect(whole.found).toHaveLength(2);
  expect(whole.files).toEqual({ a: "AA==", b: "AA==" });
});

it("erases until nothing is left, and names every proof", async () => {
  const proofs = [2, 1, 0].map(
    (left): Erased => ({
      id: `erasure_${left}`,
      erased_at: "2030-01-01",
      rows: { messages: 1 },
      left,
      backups: "",
      backups_until: null,
    }),
  );
  const proof = await erasedAll(async () => proofs.shift() as Erased);
  expect(proof).toMatchObject({
    id: "erasure_2, erasure_1, erasure_0",
    rows: { messages: 3 },
    left: 0,
  });
});
