// @vitest-environment happy-dom
/** Who waits chooses a department knowing whether somebody is there. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it } from "vitest";
import type { Conversation } from "../../shared/api/contract";
import { BrowserStorage } from "../../shared/storage/storage";
import { createWords, WordsProvider } from "../../shared/words";
import { CustomerApi } from "../api";
import { Controller } from "../controller";
import { en } from "../messages/en";
import { WidgetStorage } from "../storage";
import { createStore } from "../store";
import { WidgetProvider } from "./context";
import { Waiting } from "./waiting";

const WAITING = {
  id: "conv_1",
  status: "queued",
  queue: { position: 1, wait_seconds: null, agents_available: 1, long_wait: false },
  exits: ["wait"],
  departments: [
    { id: "dep_1", name: "Orders", open: true },
    { id: "dep_2", name: "Workshop", open: false },
  ],
} as unknown as Conversation;

afterEach(() => {
  act(() => render(null, document.body));
  localStorage.clear();
});

it("marks the departments that are closed", async () => {
  const storage = new WidgetStorage(new BrowserStorage(() => localStorage));
  const store = createStore(storage.marks);
  const api = new CustomerApi(() => null);
  const controller = new Controller(store, storage, api, { locale: "en", pageUrl: null, identity: null });
  await act(() => {
    store.conversation.value = WAITING;
    render(
      <WordsProvider value={createWords("en", en, en)}>
        <WidgetProvider value={{ store, controller, show: () => undefined, close: null }}>
          <Waiting queue={WAITING.queue} />
        </WidgetProvider>
      </WordsProvider>,
      document.body,
    );
  });
  const offered = [...document.querySelectorAll("fieldset button")].map((button) => button.textContent);
  expect(offered).toEqual(["Orders", "Workshop · closed now"]);
});
