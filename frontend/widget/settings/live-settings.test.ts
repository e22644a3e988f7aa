// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WidgetSettings } from "../../shared/types";
import { createStore, type Store } from "../store";
import { LiveSettings } from "./live-settings";

function serverWith(first: number) {
  const server = { version: first, reads: 0, asked: 0 };
  const api = {
    settings: async () => {
      server.reads++;
      return { version: server.version, company: `Company ${server.version}` } as WidgetSettings;
    },
    settingsVersion: async () => {
      server.asked++;
      return { version: server.version };
    },
  };
  return { server, api };
}

describe("settings of an open widget", () => {
  let store: Store;
  let stop: () => void = () => undefined;

  beforeEach(() => {
    vi.useFakeTimers();
    store = createStore({ read: 0 } as Parameters<typeof createStore>[0]);
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  async function started(first = 1) {
    const { server, api } = serverWith(first);
    stop = new LiveSettings(store, api).start();
    await vi.advanceTimersByTimeAsync(10);
    return server;
  }

  it("are read again within two seconds of a change, before anybody has written", async () => {
    store.looking.value = true;
    const server = await started();
    server.version = 2;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(store.settings.value?.company).toBe("Company 2");
  });

  it("are not asked for while nobody looks", async () => {
    const server = await started();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([server.reads, server.asked]).toEqual([1, 0]);
  });

  it("are read when the socket tells, and not asked for besides", async () => {
    store.looking.value = true;
    store.socket.value = "open";
    const server = await started();
    const { asked } = server;
    server.version = 2;
    store.settingsVersion.value = 2;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.settings.value?.version).toBe(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([server.reads, server.asked]).toEqual([2, asked]);
  });

  it("are compared when a lost connection is back", async () => {
    const server = await started();
    server.version = 2;
    store.socket.value = "open";
    await vi.advanceTimersByTimeAsync(10);
    expect(store.settings.value?.version).toBe(2);
  });
});
