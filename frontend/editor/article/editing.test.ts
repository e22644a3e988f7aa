/** An editor loses no text to a colleague, a slow connection or a closed page. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Article } from "../../shared/api/contract";
import { Client } from "../../shared/http";
import { Editing } from "./editing";

const STORED: Article = {
  id: "a1",
  version: 2,
  state: "published",
  title: "Returns",
  body: "Within 30 days.",
  questions: [],
  category: "Returns",
  locale: "en",
  published_version: 2,
  has_unpublished_changes: false,
  updated_by: "Erin",
  created_at: "2030-01-01T09:00:00.000Z",
  updated_at: "2030-01-01T09:00:00.000Z",
  owner: "",
  open_comments: 0,
  tags: [],
  review_on: null,
  review_asked_by: null,
  scheduled: null,
  published_at: "2030-01-01T09:00:00.000Z",
};

type Answer = (
  method: string,
  path: string,
  body: Record<string, unknown>,
) => [status: number, body: unknown];

function clientOf(answer: Answer): Client {
  return new Client({
    base: "",
    fetch: async (input, init) => {
      const [status, body] = answer(
        init?.method ?? "GET",
        String(input),
        JSON.parse(String(init?.body ?? "{}")),
      );
      return new Response(JSON.stringify(body), { status });
    },
  });
}

/** A server with one article that refuses writes to an old version. */
function server(start: Article): { client: Client; article: Article } {
  const kept = { article: start };
  const client = clientOf((method, path, body) => {
    if (method === "GET") return [200, kept.article];
    if (body.version !== kept.article.version)
      return [409, { error: { code: "edited_meanwhile", message: "" } }];
    if (path.endsWith("/publish")) {
      kept.article = { ...kept.article, state: "published", published_version: kept.article.version };
    } else {
      kept.article = { ...kept.article, ...body, version: kept.article.version + 1 };
    }
    return [200, kept.article];
  });
  return Object.assign(kept, { client });
}

describe("editing", () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
  });

  it("saves the typed text before publishing it", async () => {
    const kept = server(STORED);
    const editing = new Editing(kept.client, "me", "a1");
    await editing.load();
    editing.change({ body: "Within 60 days." });
    expect(await editing.publish()).toBe(true);
    expect([kept.article.body, kept.article.published_version]).toEqual(["Within 60 days.", 3]);
    expect(editing.unpublished.value).toBe(false);
  });

  it("keeps both versions of a conflict until the person decides", async () => {
    const kept = server(STORED);
    const editing = new Editing(kept.client, "me", "a1");
    await editing.load();
    kept.article = { ...kept.article, body: "Theirs.", version: 3 };
    editing.change({ body: "Mine." });
    expect(await editing.save()).toBe(false);
    expect([kept.article.body, editing.fields.value.body]).toEqual(["Theirs.", "Mine."]);
    expect(await editing.overwrite()).toBe(true);
    expect([kept.article.body, kept.article.version]).toEqual(["Mine.", 4]);
  });

  it("restores unsaved changes after the page was closed, and reports a conflict from meanwhile", async () => {
    const kept = server(STORED);
    const before = new Editing(kept.client, "me", "a1");
    await before.load();
    before.change({ body: "Half a sent" });
    kept.article = { ...kept.article, body: "Theirs.", version: 3 };
    const after = new Editing(kept.client, "me", "a1");
    await after.load();
    expect([after.fields.value.body, after.restored.value]).toEqual(["Half a sent", true]);
    expect(await after.save()).toBe(false);
    expect(after.conflict.value?.body).toBe("Theirs.");
  });

  it("keeps text that is typed during a save", async () => {
    const kept = server(STORED);
    const editing = new Editing(kept.client, "me", "a1");
    await editing.load();
    editing.change({ body: "First." });
    const saving = editing.save();
    editing.change({ body: "First. Second." });
    await saving;
    expect([kept.article.body, editing.fields.value.body, editing.dirty.value]).toEqual([
      "First.",
      "First. Second.",
      true,
    ]);
  });
});

describe("two editors", () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
  });

  it("leaves the true state behind when restored changes are discarded", async () => {
    const kept = server(STORED);
    const before = new Editing(kept.client, "me", "a1");
    await before.load();
    before.change({ body: "Half a sentence" });
    kept.article = { ...kept.article, body: "Theirs.", version: 3, published_version: 3 };
    const after = new Editing(kept.client, "me", "a1");
    await after.load();
    expect([after.stored.value?.version, after.dirty.value]).toEqual([3, true]);
    after.discard();
    expect([after.stored.value?.version, after.unpublished.value, after.restored.value]).toEqual([
      3,
      false,
      false,
    ]);
    after.change({ body: "Mine, on theirs." });
    expect([await after.save(), kept.article.body]).toEqual([true, "Mine, on theirs."]);
  });

  it("saves what both have written, on top of the newest version", async () => {
    const kept = server(STORED);
    const editing = new Editing(kept.client, "me", "a1");
    await editing.load();
    editing.change({ body: "Within 30 days. And more." });
    kept.article = { ...kept.article, title: "Returning", version: 3 };
    expect(await editing.save()).toBe(false);
    const merged = { ...editing.fields.value, title: "Returning" };
    expect(await editing.saveMerged(merged)).toBe(true);
    expect(kept.article).toMatchObject({ title: "Returning", body: "Within 30 days. And more.", version: 4 });
    expect([editing.dirty.value, editing.conflict.value]).toEqual([false, null]);
  });

  it("shows what somebody else has saved, if nothing is typed here", async () => {
    const kept = server(STORED);
    const editing = new Editing(kept.client, "me", "a1");
    await editing.load();
    kept.article = { ...kept.article, body: "Theirs.", version: 3 };
    await editing.catchUp();
    expect([editing.fields.value.body, editing.conflict.value]).toEqual(["Theirs.", null]);
  });
});
