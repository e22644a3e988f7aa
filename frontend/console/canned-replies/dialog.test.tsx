// @vitest-environment happy-dom
/** Whoever opens a dialog by mistake, or thinks again, finds the way back beside the button that saves. */
import { signal } from "@preact/signals";
import { type JSX, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CannedReply, Me, TagCount } from "../../shared/api/contract";
import { createWords, WordsProvider } from "../../shared/words";
import { type ConsoleContext, ConsoleProvider } from "../app/context";
import { en } from "../messages";
import { NewTagDialog, TagDialog } from "../tags/dialogs";
import { CannedDialog, NEW } from "./dialog";

let page: HTMLElement;

beforeEach(() => {
  page = document.body.appendChild(document.createElement("main"));
});

afterEach(() => {
  act(() => render(null, page));
  page.remove();
});

const KNOWN = { ...NEW, id: "can_1", shortcut: "hi", title: "Hello", text: "Hi" } as CannedReply;
const TAG = { id: "tag_1", tag: "late", colour: "grey", archived: false, count: 2 } as TagCount;
type Close = () => void;
const run = (): Promise<boolean> => Promise.reject(new Error("nothing may be saved"));

it.each<[string, (onClose: Close) => JSX.Element]>([
  ["a new canned reply", (onClose) => <CannedDialog start={NEW} folders={[]} onClose={onClose} run={run} />],
  ["a canned reply", (onClose) => <CannedDialog start={KNOWN} folders={[]} onClose={onClose} run={run} />],
  ["a new tag", (onClose) => <NewTagDialog onClose={onClose} />],
  ["a tag", (onClose) => <TagDialog tag={TAG} onClose={onClose} />],
])("%s can be left with Cancel", async (_, dialog) => {
  const me = { id: "me", name: "Sam", email: "sam@shop.example", roles: ["supervisor"] } as Me;
  const context = { me, departments: signal([]), tags: { all: signal([TAG]) }, api: {}, toasts: {} };
  const close = vi.fn();
  await act(() =>
    render(
      <WordsProvider value={createWords("en", { ...en, cancel: "Cancel" }, en)}>
        <ConsoleProvider value={context as unknown as ConsoleContext}>{dialog(close)}</ConsoleProvider>
      </WordsProvider>,
      page,
    ),
  );
  const cancel = [...page.querySelectorAll("button")].find(({ textContent }) => textContent === "Cancel");
  await act(() => cancel?.click());
  expect(close).toHaveBeenCalledOnce();
});
