// @vitest-environment happy-dom
/** A message is sent when the customer presses Enter, not when Enter ends a composed word. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BrowserStorage } from "../../shared/storage/storage";
import { createWords, WordsProvider } from "../../shared/words";
import { CustomerApi } from "../api";
import { Controller } from "../controller";
import { en } from "../messages/en";
import { WidgetStorage } from "../storage";
import { createStore } from "../store";
import { Composer } from "./composer";
import { WidgetProvider } from "./context";

let page: HTMLElement;

beforeEach(() => {
  page = document.body.appendChild(document.createElement("main"));
});

afterEach(() => {
  act(() => render(null, page));
  page.remove();
  localStorage.clear();
});

it("takes Enter for the input method's while a word is being composed", async () => {
  const storage = new WidgetStorage(new BrowserStorage(() => localStorage));
  const store = createStore(storage.marks);
  const never = new Promise<never>(() => undefined);
  const api = Object.assign(new CustomerApi(() => null), { open: () => never });
  const controller = new Controller(store, storage, api, { locale: "en", pageUrl: null, identity: null });
  const context = { store, controller, show: () => undefined, close: null };
  await act(() =>
    render(
      <WordsProvider value={createWords("en", en, en)}>
        <WidgetProvider value={context}>
          <Composer keeper={storage} />
        </WidgetProvider>
      </WordsProvider>,
      page,
    ),
  );
  const field = page.querySelector("textarea") as HTMLTextAreaElement;
  const press = (more: KeyboardEventInit): void => {
    const event = { key: "Enter", bubbles: true, cancelable: true, ...more };
    act(() => void field.dispatchEvent(new KeyboardEvent("keydown", event)));
  };
  const texts = (): string[] => store.outgoing.value.map(({ text }) => text);
  field.value = "こんにち";
  await act(() => void field.dispatchEvent(new InputEvent("input", { bubbles: true })));
  press({ isComposing: true });
  press({ keyCode: 229 });
  press({ shiftKey: true });
  expect(texts()).toEqual([]);
  press({});
  expect(texts()).toEqual(["こんにち"]);
  expect(field.value).toBe("");
});
