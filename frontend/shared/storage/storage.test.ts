/** Stored data survives the page if the browser allows it, and never breaks the page if not. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { randomId, withLock } from "./browser";
import { BrowserStorage } from "./storage";

/** A browser's storage; its entries are own properties. */
function shelf(): Storage {
  const kept: Record<string, unknown> = {
    getItem: (key: string) => (Object.hasOwn(kept, key) ? kept[key] : null),
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
    removeItem: (key: string) => delete kept[key],
  };
  for (const name of Object.keys(kept)) Object.defineProperty(kept, name, { enumerable: false });
  return kept as unknown as Storage;
}

const blocked = (): Storage => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

afterEach(() => vi.unstubAllGlobals());

describe("BrowserStorage", () => {
  it.each([
    ["that works", shelf()],
    ["that is blocked", null],
  ])("gives back what was written, in a browser %s", (_, storage) => {
    const store = new BrowserStorage(storage ? () => storage : blocked);
    store.write("a.1", { text: "x" });
    store.write("a.2", "y");
    store.write("b", [1]);
    expect(store.read("a.1")).toEqual({ text: "x" });
    expect(store.keys("a.").sort()).toEqual(["a.1", "a.2"]);
    store.remove("a.1");
    store.write("a.2", null);
    expect([store.read("a.1"), store.read("a.2"), store.keys("a.")]).toEqual([null, null, []]);
  });

  it("survives the page", () => {
    const storage = shelf();
    new BrowserStorage(() => storage).write("a", 1);
    expect(new BrowserStorage(() => storage).read("a")).toBe(1);
  });

  it("keeps values in memory if the browser is full, and never returns an older value", () => {
    const storage = shelf();
    const store = new BrowserStorage(() => storage);
    store.write("draft", "old");
    vi.spyOn(storage, "setItem").mockImplementation(() => {
      throw new DOMException("Full.", "QuotaExceededError");
    });
    store.write("draft", "new");
    expect(store.read("draft")).toBe("new");
    expect(new BrowserStorage(() => storage).read("draft")).toBeNull();
  });

  it("treats unreadable data as missing", () => {
    const storage = shelf();
    storage.setItem("a", "{");
    expect(new BrowserStorage(() => storage).read("a")).toBeNull();
  });
});

describe("on a page without https", () => {
  it("still creates unique identifiers", () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const made = Array.from({ length: 50 }, randomId);
    expect(new Set(made).size).toBe(50);
    for (const id of made)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it.each([
    ["has no locks", {}],
    ["refuses a lock", { locks: { request: () => Promise.reject(new DOMException("", "SecurityError")) } }],
  ])("runs once where the browser %s", async (_, navigator) => {
    vi.stubGlobal("navigator", navigator);
    const run = vi.fn(async () => "done");
    expect(await withLock("x", run)).toBe("done");
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("does not repeat a failed task under a lock", async () => {
    vi.stubGlobal("navigator", { locks: { request: (_: string, run: () => Promise<void>) => run() } });
    const run = vi.fn(() => Promise.reject(new Error("no")));
    await expect(withLock("x", run)).rejects.toThrow("no");
    expect(run).toHaveBeenCalledTimes(1);
  });
});
