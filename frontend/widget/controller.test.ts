/** A customer can write in any browser, also where it blocks storage, has no locks and no randomUUID. */
import { afterEach, expect, it, vi } from "vitest";
import { BrowserStorage } from "../shared/storage/storage";
import { CustomerApi } from "./api";
import { Controller } from "./controller";
import { WidgetStorage } from "./storage";
import { createStore, type Store } from "./store";

class Wire {
  static made: Wire[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  readonly sent: Record<string, unknown>[] = [];

  constructor(readonly url: string) {
    Wire.made.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {}
}

class Shelf {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refused = (): Promise<never> => Promise.reject(new DOMException("Access is denied.", "SecurityError"));

it.each([
  ["without https", {}],
  ["in a frame whose storage is blocked", { locks: { request: refused } }],
])("opens a conversation and sends %s", async (_, navigator) => {
  Wire.made = [];
  vi.useFakeTimers();
  vi.stubGlobal("navigator", navigator);
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("location", { protocol: "http:", host: "shop.example" });
  vi.stubGlobal("WebSocket", Wire);
  const fetched = vi.fn(async () => Response.json({ conversation_id: "c", token: "t", messages: [] }));
  vi.stubGlobal("fetch", fetched);
  const blocked = new BrowserStorage(() => {
    throw new DOMException("Access is denied.", "SecurityError");
  });
  const storage = new WidgetStorage(blocked);
  const store = createStore(storage.marks);
  const api = new CustomerApi(() => storage.conversation?.token ?? null);
  const controller = new Controller(store, storage, api, { locale: "en", pageUrl: null, identity: null });
  controller.start();
  controller.send("Is the wheel in stock?");
  await vi.advanceTimersByTimeAsync(10);
  Wire.made[0]?.onopen?.();
  expect(fetched).toHaveBeenCalledTimes(1);
  const sent = Wire.made.flatMap((wire) => wire.sent).filter(({ type }) => type === "message.send");
  expect(sent.map(({ text }) => text)).toEqual(["Is the wheel in stock?"]);
  expect(storage.conversation?.id).toBe("c");
});

/** A browser with a conversation whose token the server no longer knows; each `open` answers with the next conversation. */
function withEndedToken(): {
  storage: WidgetStorage;
  store: Store;
  controller: Controller;
  opened: () => unknown[];
} {
  Wire.made = [];
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("location", { protocol: "http:", host: "shop.example" });
  vi.stubGlobal("WebSocket", Wire);
  const opened: unknown[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string, init: RequestInit) => {
      if (init.method !== "POST" || !url.endsWith("/conversations")) {
        return Response.json({ error: { code: "not_signed_in", message: "" } }, { status: 401 });
      }
      opened.push(JSON.parse(String(init.body)));
      return Response.json({ conversation_id: "new", token: "t2", messages: [] });
    }),
  );
  const shelf = new Shelf();
  const storage = new WidgetStorage(new BrowserStorage(() => shelf as unknown as Storage));
  storage.conversation = { id: "old", token: "t1", subject: null };
  const store = createStore(storage.marks);
  const api = new CustomerApi(() => storage.conversation?.token ?? null);
  const controller = new Controller(store, storage, api, { locale: "en", pageUrl: null, identity: null });
  return { storage, store, controller, opened: () => opened };
}

it("takes unsent words into a new conversation when the token has ended, and says so", async () => {
  const { storage, store, controller, opened } = withEndedToken();
  controller.start();
  storage.draft = "half a sentence";
  controller.send("Is the wheel in stock?", "choice-1");
  controller.send("And the saddle?");
  controller.gone();
  await vi.advanceTimersByTimeAsync(10);
  expect(opened()).toHaveLength(1);
  expect(storage.conversation?.id).toBe("new");
  Wire.made.at(-1)?.onopen?.();
  expect(Wire.made.at(-1)?.sent.map(({ text, choice }) => [text, choice])).toEqual([
    ["Is the wheel in stock?", undefined],
  ]);
  controller.accepted(store.outgoing.value[0]?.client_message_id ?? "");
  expect(Wire.made.at(-1)?.sent.at(-1)?.text).toBe("And the saddle?");
  expect(store.notice.value?.code).toBe("conversation_moved");
  expect(store.view.value).toBe("talk");
  expect(storage.draft).toBe("half a sentence");
});

it("opens nothing new when the token has ended and nothing was on its way", async () => {
  const { storage, store, controller, opened } = withEndedToken();
  controller.start();
  controller.gone();
  await vi.advanceTimersByTimeAsync(10);
  expect(opened()).toEqual([]);
  expect(storage.conversation).toBeNull();
  expect(store.notice.value?.code).toBe("conversation_gone");
});

it("goes along when another tab has opened the next conversation already", async () => {
  const { storage, controller, store, opened } = withEndedToken();
  controller.start();
  controller.send("Is the wheel in stock?");
  storage.conversation = { id: "of another tab", token: "t3", subject: null };
  controller.gone();
  await vi.advanceTimersByTimeAsync(10);
  expect(opened()).toEqual([]);
  expect(storage.conversation?.id).toBe("of another tab");
  Wire.made.at(-1)?.onopen?.();
  expect(Wire.made.at(-1)?.sent.map(({ text }) => text)).toEqual(["Is the wheel in stock?"]);
  expect(store.outgoing.value).toHaveLength(1);
});

it("goes on in the conversation into which this one was merged, with the words that were not taken", async () => {
  const { storage, controller } = withEndedToken();
  const led: unknown[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string) => {
      led.push(url);
      return Response.json({ conversation_id: "other", token: "t9" });
    }),
  );
  controller.start();
  controller.send("Anybody there?");
  await vi.advanceTimersByTimeAsync(10);
  const [before] = Wire.made;
  before?.onopen?.();
  const id = before?.sent.find(({ type }) => type === "message.send")?.client_message_id;
  const error = { code: "continues_elsewhere", message: "" };
  before?.onmessage?.({ data: JSON.stringify({ type: "error", client_message_id: id, error }) });
  await vi.advanceTimersByTimeAsync(10);
  const there = Wire.made.at(-1);
  there?.onopen?.();
  expect(led).toEqual([expect.stringMatching(/\/conversations\/old\/continue$/)]);
  expect(storage.conversation).toEqual({ id: "other", token: "t9", subject: null });
  expect(there?.url).toContain("/conversations/other/socket");
  expect(there?.sent.filter(({ type }) => type === "message.send").map(({ text }) => text)).toEqual([
    "Anybody there?",
  ]);
});
