/** All pages of one customer's data as one: a customer may have more conversations than one call reads or erases. */
import type { Erased, Kept, PeopleData } from "../../shared/api/contract";

type Ask<T> = (cursor: string | null) => Promise<T>;

async function all<T extends { next: string | null }>(ask: Ask<T>): Promise<[T, ...T[]]> {
  const pages: [T, ...T[]] = [await ask(null)];
  for (let next = pages[0].next; next; ) {
    const page = await ask(next);
    pages.push(page);
    next = page.next;
  }
  return pages;
}

/** With every conversation, the newest first. */
export async function wholeKept(ask: Ask<Kept>): Promise<Kept> {
  const pages = await all(ask);
  const conversations = pages.flatMap((page) => page.conversations);
  return {
    ...pages[0],
    conversations: conversations.sort((a, b) => b.started_at.localeCompare(a.started_at)),
    total: conversations.length,
    next: null,
    rows: sums(pages.map((page) => page.rows)),
  };
}

/** A row that belongs to conversations of two pages is in the file once. */
export async function wholeFile(ask: Ask<PeopleData>): Promise<PeopleData> {
  const pages = await all(ask);
  const tables: Record<string, Map<string, Record<string, unknown>>> = {};
  for (const [name, rows] of pages.flatMap((page) => Object.entries(page.tables))) {
    const kept = tables[name] ?? new Map<string, Record<string, unknown>>();
    for (const row of rows) kept.set(JSON.stringify(row), row);
    tables[name] = kept;
  }
  return {
    ...pages[0],
    next: null,
    found: pages.flatMap((page) => page.found),
    tables: Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...rows.values()]])),
    files: Object.assign({}, ...pages.map((page) => page.files)) as PeopleData["files"],
  };
}

/** Erases until nothing is left; each call has its own proof. */
export async function erasedAll(ask: () => Promise<Erased>): Promise<Erased> {
  const proofs = [await ask()];
  while (proofs.at(-1)?.left) proofs.push(await ask());
  const ids = proofs.flatMap(({ id }) => (id ? [id] : []));
  return {
    ...(proofs.at(-1) as Erased),
    id: ids.length > 0 ? ids.join(", ") : null,
    rows: sums(proofs.map((proof) => proof.rows)),
  };
}

function sums(each: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [name, count] of each.flatMap((rows) => Object.entries(rows))) {
    sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
