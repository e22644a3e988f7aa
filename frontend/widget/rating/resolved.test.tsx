// @vitest-environment happy-dom
/** Stars count as soon as they are chosen; a customer who writes on or leaves has still given them. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Message } from "../../shared/api/contract";
import { BrowserStorage } from "../../shared/storage/storage";
import { createWords, WordsProvider } from "../../shared/words";
import { CustomerApi } from "../api";
import { Controller } from "../controller";
import { en } from "../messages/en";
import { WidgetStorage } from "../storage";
import { createStore, type Store } from "../store";
import { WidgetProvider } from "../views/context";
import { Resolved } from "./resolved";

const RESOLVED = { seq: 4, kind: "event", event: "conversation.resolved" } as unknown as Message;

let page: HTMLElement;
let stored: [conversation: string, score: number, comment: string][];
/** Ends the calls one by one. */
let ends: (() => void)[];
let store: Store;
let storage: WidgetStorage;

beforeEach(async () => {
  page = document.body.appendChild(document.createElement("main"));
  [stored, ends] = [[], []];
  storage = new WidgetStorage(new BrowserStorage(() => localStorage));
  storage.conversation = { id: "conv_1", token: "t", subject: null };
  store = createStore(storage.marks);
  store.timeline.value = [RESOLVED];
  const rate = (...asked: [string, number, string]): Promise<void> => {
    stored.push(asked);
    return new Promise((done) => ends.push(done));
  };
  const api = Object.assign(new CustomerApi(() => null), { rate });
  const controller = new Controller(store, storage, api, { locale: "en", pageUrl: null, identity: null });
  await act(() =>
    render(
      <WordsProvider value={createWords("en", en, en)}>
        <WidgetProvider value={{ store, controller, show: () => undefined, close: null }}>
          <Resolved />
        </WidgetProvider>
      </WordsProvider>,
      page,
    ),
  );
});

afterEach(() => {
  act(() => render(null, page));
  page.remove();
  localStorage.clear();
});

const choose = (score: number): Promise<void> =>
  act(() => page.querySelectorAll<HTMLInputElement>("input[type=radio]")[score - 1]?.click());
const end = (): Promise<void> => act(async () => ends.shift()?.());
const thanks = (): string => page.querySelector("[role=status]")?.textContent ?? "";

it("stores the stars at once and thanks when they have arrived", async () => {
  await choose(4);
  expect(stored).toEqual([["conv_1", 4, ""]]);
  expect(thanks()).toBe("");
  await end();
  await expect.poll(thanks).toBe(en.rating_thanks);
  expect(storage.marks.rated).toBe(4);
});

it("adds words to the stars, also while these are on their way", async () => {
  await choose(2);
  const field = page.querySelector("textarea") as HTMLTextAreaElement;
  field.value = " Too slow ";
  await act(() => void field.dispatchEvent(new InputEvent("input", { bubbles: true })));
  await act(() => void page.querySelector("form")?.requestSubmit());
  expect(stored).toEqual([["conv_1", 2, ""]]);
  await end();
  await expect.poll(() => stored.at(-1)).toEqual(["conv_1", 2, "Too slow"]);
  expect(page.querySelector("form")).not.toBeNull();
  await end();
  await expect.poll(() => page.querySelector("form")).toBeNull();
  expect(thanks()).toBe(en.rating_thanks);
});

it("passes over the stars between the first and the last", async () => {
  for (const score of [1, 2, 3, 5]) await choose(score);
  await end();
  await expect.poll(() => stored.map(([, score]) => score)).toEqual([1, 5]);
});

it("leaves the next conversation alone", async () => {
  await choose(3);
  storage.conversation = { id: "conv_2", token: "t", subject: null };
  await choose(5);
  await end();
  expect(storage.marks.rated).toBe(0);
});
