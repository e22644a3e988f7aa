/** What the customer wrote goes out once, in order, and survives a lost connection and a reload. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BrowserStorage } from "../../shared/storage/storage";
import { type Pending, WidgetStorage } from "../storage";
import { frameOf, Outbox, type Outgoing } from "./outbox";

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

let shelf: Shelf;

function setUp() {
  const wire: Pending[] = [];
  const timers: { run: () => void; milliseconds: number }[] = [];
  const state = { connected: true, silences: 0, shown: [] as readonly Outgoing[] };
  const outbox = new Outbox({
    storage: new WidgetStorage(new BrowserStorage(() => shelf as unknown as Storage)),
    send: (pending) => {
      if (state.connected) wire.push(pending);
      return state.connected;
    },
    onChange: (messages) => {
      state.shown = messages;
    },
    onSilence: () => {
      state.silences += 1;
    },
    after: (run, milliseconds) => timers.push({ run, milliseconds }),
    cancel: (timer) => {
      timers[timer - 1] = { run: () => undefined, milliseconds: 0 };
    },
  });
  const texts = (): string[] => wire.map(({ text }) => text);
  const id = (text: string): string => state.shown.find((m) => m.text === text)?.client_message_id ?? "";
  return { outbox, wire, texts, timers, state, id };
}

beforeEach(() => {
  shelf = new Shelf();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const WHEEL = { id: "file_1", name: "wheel.jpg", content_type: "image/jpeg", size: 1, width: 1, height: 1 };

describe("Outbox", () => {
  it("sends files again with their message after a reload, and knows it in the transcript by their names", () => {
    const before = setUp();
    before.outbox.add("", undefined, [WHEEL]);
    const after = setUp();
    after.outbox.flush();
    const [sent] = after.wire as [Pending];
    expect(frameOf(sent)).toEqual({ ...frameOf(before.wire[0] as Pending), attachments: ["file_1"] });
    after.outbox.sawOwn("wheel.jpg");
    expect(after.state.shown[0]?.seen).toBe(true);
  });

  it("shows a message at once and sends one at a time, in order", () => {
    const { outbox, texts, state, id } = setUp();
    outbox.add("first");
    outbox.add("second");
    expect(state.shown.map(({ text }) => text)).toEqual(["first", "second"]);
    expect(texts()).toEqual(["first"]);
    outbox.accepted(id("first"));
    expect(texts()).toEqual(["first", "second"]);
    outbox.accepted(id("second"));
    expect(state.shown).toEqual([]);
  });

  it("keeps what was written without a connection, and sends it when there is one", () => {
    const { outbox, texts, state } = setUp();
    state.connected = false;
    outbox.add("later");
    expect(texts()).toEqual([]);
    state.connected = true;
    outbox.reconnected();
    expect(texts()).toEqual(["later"]);
  });

  it("sends the same message under the same id when it is unclear whether it arrived", () => {
    const { outbox, wire } = setUp();
    outbox.add("once");
    outbox.reconnected();
    expect(wire).toHaveLength(2);
    expect(wire[0]).toEqual(wire[1]);
  });

  it("sends after a reload what had not been accepted", () => {
    const before = setUp();
    before.state.connected = false;
    before.outbox.add("survives", "choice-1");
    const after = setUp();
    after.outbox.reconnected();
    expect(after.wire[0]).toMatchObject({ text: "survives", choice: "choice-1" });
    after.outbox.accepted(after.id("survives"));
    expect(setUp().state.shown).toEqual([]);
  });

  it.each(["rate_limited", "busy", "storage_unavailable"])(
    "waits after %s as long as it is asked to, then sends again",
    (code) => {
      const { outbox, texts, timers, state, id } = setUp();
      outbox.add("quick");
      outbox.refused(id("quick"), { code, message: "", retry_after: 7 });
      expect(timers.at(-1)?.milliseconds).toBe(7000);
      expect(state.shown[0]?.failed).toBeUndefined();
      timers.at(-1)?.run();
      expect(texts()).toEqual(["quick", "quick"]);
    },
  );

  it("asks the customer about what was refused for good, and goes on with the next", () => {
    const { outbox, texts, state, id } = setUp();
    outbox.add("bad");
    outbox.add("good");
    outbox.refused(id("bad"), { code: "too_long", message: "" });
    expect(state.shown[0]?.failed).toBe("too_long");
    expect(texts()).toEqual(["bad", "good"]);
    outbox.drop(id("bad"));
    expect(state.shown.map(({ text }) => text)).toEqual(["good"]);
  });

  it("takes a long silence for a dead connection", () => {
    const { outbox, timers, state } = setUp();
    outbox.add("hello?");
    timers.at(-1)?.run();
    expect(state.silences).toBe(1);
  });

  it("does not show a message twice while its acceptance is under way", () => {
    const { outbox, state } = setUp();
    outbox.add("hello");
    outbox.sawOwn("hello");
    expect(state.shown[0]?.seen).toBe(true);
  });

  it("shows what another tab is sending without sending it too", () => {
    const here = setUp();
    const there = setUp();
    there.outbox.add("from there");
    here.outbox.syncWithOtherTabs();
    here.outbox.flush();
    expect(here.state.shown.map(({ text }) => text)).toEqual(["from there"]);
    expect(here.texts()).toEqual([]);
    there.outbox.accepted(there.id("from there"));
    here.outbox.syncWithOtherTabs();
    expect(here.state.shown).toEqual([]);
  });

  it("sends what another tab has not got through in time, under the same id", () => {
    vi.useFakeTimers();
    const here = setUp();
    const there = setUp();
    there.state.connected = false;
    there.outbox.add("from a tab that is gone");
    here.outbox.syncWithOtherTabs();
    vi.advanceTimersByTime(14_000);
    here.outbox.flush();
    expect(here.wire).toEqual([]);
    vi.advanceTimersByTime(1_000);
    here.outbox.flush();
    expect(here.wire.map(({ client_message_id }) => client_message_id)).toEqual([
      there.id("from a tab that is gone"),
    ]);
  });

  it("carries words over into the next conversation, without what belongs to the one that is gone", () => {
    const { outbox, wire, state } = setUp();
    outbox.add("on its way", "choice-1");
    outbox.add("with a picture", undefined, [WHEEL]);
    outbox.add("", undefined, [WHEEL]);
    outbox.add("refused");
    outbox.refused(state.shown[3]?.client_message_id ?? "", { code: "too_long", message: "" });
    expect(outbox.carryOver()).toBe(true);
    expect(state.shown.map(({ text, failed }) => [text, failed])).toEqual([
      ["on its way", undefined],
      ["with a picture", undefined],
      ["refused", "too_long"],
    ]);
    outbox.flush();
    const sent = wire.at(-1) as Pending;
    expect(frameOf(sent)).toEqual({
      type: "message.send",
      client_message_id: wire[0]?.client_message_id,
      text: "on its way",
    });
    expect(setUp().state.shown.map(({ text }) => text)).toEqual(["on its way", "with a picture", "refused"]);
    expect(outbox.carryOver()).toBe(false);
  });

  it("works where the browser refuses storage and has no randomUUID", () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const wire: Pending[] = [];
    const blocked = new BrowserStorage(() => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    });
    const outbox = new Outbox({
      storage: new WidgetStorage(blocked),
      send: (pending) => wire.push(pending) > 0,
      onChange: () => undefined,
      onSilence: () => undefined,
      after: () => 1,
    });
    outbox.add("hello");
    outbox.add("again");
    outbox.syncWithOtherTabs();
    outbox.accepted(wire[0]?.client_message_id ?? "");
    expect(wire.map(({ text }) => text)).toEqual(["hello", "again"]);
  });
});
