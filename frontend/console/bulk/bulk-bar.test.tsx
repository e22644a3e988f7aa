// @vitest-environment happy-dom
/** Who accepts several at once is asked before they have more than they take; tags are given without ending anything. */
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createWords, WordsProvider } from "../../shared/words";
import { type ConsoleContext, ConsoleProvider } from "../app/context";
import { en } from "../messages";
import { BulkBar } from "./bulk-bar";
import { Selection } from "./selection";

const WAITING = ["a", "b", "c"];
let page: HTMLElement;

beforeEach(() => {
  page = document.body.appendChild(document.createElement("main"));
});

afterEach(() => {
  act(() => render(null, page));
  page.remove();
});

async function shown(own: { at_most: number; held: number }, first = "Accept all") {
  const accepted: string[] = [];
  const told: string[] = [];
  const selection = new Selection();
  for (const id of WAITING) selection.toggle(id);
  const desk = {
    queue: signal(WAITING.map((id) => ({ conversation_id: id }))),
    accept: async ({ conversation_id }: { conversation_id: string }) => accepted.push(conversation_id),
    learn: vi.fn(),
  };
  const toasts = { tell: (text: string) => told.push(text), fail: vi.fn() };
  const given: [path: string, body: unknown][] = [];
  const post = async (...call: [string, unknown]) => given.push(call);
  const tags = { offered: () => ["refund"], meet: vi.fn() };
  const api = { get: async () => own, post };
  const context = { api, desk, selection, tags, toasts } as unknown as ConsoleContext;
  await act(() =>
    render(
      <WordsProvider value={createWords("en", { ...en, cancel: "Cancel" }, en)}>
        <ConsoleProvider value={context}>
          <BulkBar shown={WAITING} waiting />
        </ConsoleProvider>
      </WordsProvider>,
      page,
    ),
  );
  const press = (name: string): Promise<void> =>
    act(async () => [...page.querySelectorAll("button")].find((each) => each.textContent === name)?.click());
  await press(first);
  return { accepted, told, selection, given, press, dialog: () => page.querySelector("dialog") };
}

it("accepts what there is room for without a question", async () => {
  const { accepted, told, dialog } = await shown({ at_most: 5, held: 2 });
  await expect.poll(() => accepted).toEqual(WAITING);
  expect([dialog(), told]).toEqual([null, ["Accepted 3 conversations."]]);
});

it("says what it would come to, and leaves the rest waiting and selected", async () => {
  const { accepted, told, selection, press, dialog } = await shown({ at_most: 4, held: 2 });
  expect(dialog()?.textContent).toContain("You have 2 of at most 4 conversations.");
  expect(dialog()?.textContent).toContain("you would have 5.");
  expect(accepted).toEqual([]);
  await press("Accept only the first 2");
  await expect.poll(() => accepted).toEqual(["a", "b"]);
  expect(told).toEqual(["Accepted 2; 1 conversation still waits and stays selected."]);
  expect([...selection.ids.value]).toEqual(["c"]);
  expect(dialog()).toBeNull();
});

it("goes beyond it for who says so, and offers no part where there is no room", async () => {
  const { accepted, press, dialog } = await shown({ at_most: 2, held: 2 });
  expect(dialog()?.textContent).not.toContain("only");
  await press("Accept all 3");
  await expect.poll(() => accepted).toEqual(WAITING);
});

it("gives all of them the same tags and leaves them where they are", async () => {
  const { accepted, told, given, selection, dialog } = await shown({ at_most: 4, held: 2 }, "Tag…");
  const form = dialog()?.querySelector("form") as HTMLFormElement;
  (form.elements.namedItem("tags") as HTMLInputElement).value = "Refund, late";
  await act(async () => void form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })));
  await expect.poll(() => told).toEqual(["Tagged 3 conversations."]);
  const expected = WAITING.flatMap((id) =>
    ["refund", "late"].map((tag) => [`/conversations/${id}/tags`, { tag }]),
  );
  expect([given, accepted, selection.on.value]).toEqual([expected, [], false]);
});
