/** A customer can write in any browser, also where it blocks storage, has no locks and no randomUUID. */
import { afterEach, expect, it, vi } from "vitest";
import { BrowserStorage } from "../shared/storage/storage";
import { CustomerApi } from "./api";
import { Controller } from "./controller";
import { WidgetStorage } from "./storage";
import { createStore } from "./store";

class Wire {
  static made: Wire[] = [];
  onopen: (() => void) | null = null;
  readonly sent: Record<string, unknown>[] = [];

  constructor(readonly url: string) {
    Wire.made.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {}
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
