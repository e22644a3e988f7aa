// @vitest-environment happy-dom
/** What an agent types is what the customer gets: in order, whole, and never before it is ready. */

import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Me, StaffConversation } from "../../shared/api/contract";
import { Client } from "../../shared/http";
import { Toasts } from "../../shared/staff/dialog/toast";
import { createWords, WordsProvider } from "../../shared/words";
import { Accepting } from "../acting/accepting";
import { Acting } from "../acting/acting";
import { ConsoleProvider } from "../app/context";
import { Selection } from "../bulk/selection";
import { Desk } from "../desk/desk";
import { InboxView } from "../inbox/view";
import { en } from "../messages";
import { Peek } from "../peek/peek";
import { KnownTags } from "../tags/known-tags";
import { Composer } from "./composer";

const ME: Me = { id: "me", name: "Ines", email: "ines@shop.example", roles: ["agent"] };
const ANSWERS: Record<string, unknown> = {
  colleagues: { colleagues: [{ id: "sam", name: "Sam Verbeke" }] },
  "canned-replies": {
    canned_replies: [
      {
        id: "1",
        shortcut: "sent",
        title: "Sent",
        text: "Order {order_number} is on its way.",
        missing: ["order_number"],
      },
    ],
  },
};

/** Frames of the screen, which come when the test says so. */
let frames: FrameRequestCallback[];
let sent: string[];
let notes: string[];
let resolved: number;
let desk: Desk;
let page: HTMLElement;
/** What the list of canned replies waits for. */
let holding: Promise<void> | null;

beforeEach(() => {
  frames = [];
  sent = [];
  notes = [];
  resolved = 0;
  holding = null;
  vi.stubGlobal("requestAnimationFrame", (run: FrameRequestCallback) => frames.push(run));
  page = document.body.appendChild(document.createElement("main"));
});

afterEach(() => {
  act(() => render(null, page));
  page.remove();
  localStorage.clear();
  vi.unstubAllGlobals();
});

async function answer(url: string, init: RequestInit = {}): Promise<Response> {
  if (url.endsWith("/reply")) {
    const { text, visibility } = JSON.parse(String(init.body));
    (visibility === "internal" ? notes : sent).push(text);
  }
  if (url.endsWith("/resolve")) resolved++;
  if (url.endsWith("/canned-replies")) await holding;
  const part = url.split("/").at(-1) ?? "";
  return Response.json(ANSWERS[part] ?? {});
}

async function open(): Promise<HTMLTextAreaElement> {
  const api = new Client({ fetch: (url, init) => answer(String(url), init) });
  const words = createWords("en", en, en);
  const nothing = (): void => undefined;
  desk = new Desk(api, ME, {
    onWaiting: nothing,
    onOffered: nothing,
    onWoken: nothing,
    onWhispered: nothing,
    onMentioned: nothing,
    onCustomerMessage: nothing,
  });
  desk.learn({
    id: "c",
    status: "assigned",
    last_seq: 0,
    queue: null,
    agent: { name: "Ines" },
    agent_id: "me",
  } as StaffConversation);
  const toasts = new Toasts();
  const inbox = new InboxView("me");
  const [accepting, acting] = [new Accepting(desk, inbox, toasts, words), new Acting(desk, toasts, words)];
  const context = {
    desk,
    accepting,
    acting,
    inbox,
    selection: new Selection(),
    peek: new Peek(),
    tags: new KnownTags(api),
    api,
    me: ME,
    toasts,
    departments: signal([]),
  };
  await act(() =>
    render(
      <WordsProvider value={words}>
        <ConsoleProvider value={context}>
          <Composer id="c" />
        </ConsoleProvider>
      </WordsProvider>,
      page,
    ),
  );
  return page.querySelector("textarea") as HTMLTextAreaElement;
}

/** Types at the caret like a keyboard, before the page can do anything asynchronous. */
async function type(field: HTMLTextAreaElement, text: string): Promise<void> {
  const [from, to] = [field.selectionStart, field.selectionEnd];
  field.value = field.value.slice(0, from) + text + field.value.slice(to);
  field.setSelectionRange(from + text.length, from + text.length);
  await act(() => void field.dispatchEvent(new InputEvent("input", { bubbles: true })));
}

async function press(field: HTMLTextAreaElement, key: string, more: KeyboardEventInit = {}): Promise<void> {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  await act(() => void field.dispatchEvent(event));
}

async function waitForOption(): Promise<void> {
  await vi.waitFor(() => expect(page.querySelector('[role="option"]')).not.toBeNull());
}

function drawFrames(): void {
  for (const run of frames.splice(0)) run(0);
}

it("keeps typed letters in order after inserting a name, however late the page renders", async () => {
  const field = await open();
  await act(() => (page.querySelectorAll(".mode")[1] as HTMLElement).click());
  await type(field, "@Sam");
  await waitForOption();
  await press(field, "Enter");
  await type(field, "is");
  drawFrames();
  await type(field, " the wheel in stock?");
  expect(field.value).toBe("@Sam Verbeke is the wheel in stock?");
});

it("selects what still has to be filled in, so that the next key replaces it", async () => {
  const field = await open();
  await type(field, "/sent");
  await waitForOption();
  await press(field, "Enter");
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("{order_number}");
  await type(field, "1017");
  expect(field.value).toBe("Order 1017 is on its way.");
});

it("never sends a canned reply with an unfilled variable", async () => {
  const field = await open();
  await type(field, "/sent");
  await waitForOption();
  await press(field, "Enter");
  await press(field, "Enter");
  await act(() => page.querySelector("form")?.requestSubmit());
  expect(sent).toEqual([]);
  expect(page.querySelector('[role="alert"]')?.textContent).toContain("{order_number}");
  await type(field, "1017");
  await press(field, "Enter");
  await vi.waitFor(() => expect(sent).toEqual(["Order 1017 is on its way."]));
});

it("leaves Enter to the input method during composition", async () => {
  const field = await open();
  await type(field, "こんにち");
  await press(field, "Enter", { isComposing: true });
  await press(field, "Enter", { keyCode: 229 }); // Safari has already ended the composition
  expect(sent).toEqual([]);
  await press(field, "Enter");
  await vi.waitFor(() => expect(sent).toEqual(["こんにち"]));
});

it("starts a new line with Shift+Enter", async () => {
  const field = await open();
  await type(field, "one");
  await press(field, "Enter", { shiftKey: true });
  expect([sent, field.value]).toEqual([[], "one"]);
});

it("sends nothing on Enter while the list of canned replies loads, has no match or could not be loaded", async () => {
  let arrive = (): void => undefined;
  holding = new Promise((resolve) => {
    arrive = resolve;
  });
  const field = await open();
  await type(field, "/hi");
  await press(field, "Enter");
  arrive();
  await vi.waitFor(() => expect(page.querySelector('[role="listbox"]')).not.toBeNull());
  await press(field, "Enter");
  expect([sent, field.value]).toEqual([[], "/hi"]);

  holding = Promise.reject(new Error("lost"));
  await type(field, " /a");
  await vi.waitFor(() => expect(page.textContent).toContain("could not be loaded"));
  await press(field, "Enter");
  expect(sent).toEqual([]);
  await press(field, "Escape");
  await press(field, "Enter");
  await vi.waitFor(() => expect(sent).toEqual(["/hi /a"]));
});

it("asks for the list anew with each call", async () => {
  const field = await open();
  await type(field, "/");
  await waitForOption();
  await press(field, "Escape");
  const known = ANSWERS["canned-replies"];
  const later = [{ id: "2", shortcut: "later", title: "Later", text: "Later.", missing: [] }];
  ANSWERS["canned-replies"] = { canned_replies: later };
  await type(field, " /");
  await vi.waitFor(() => expect(page.querySelector('[role="option"]')?.textContent).toContain("later"));
  ANSWERS["canned-replies"] = known;
});

it("keeps a half-typed reply apart when somebody takes the conversation over, and gives it back", async () => {
  const field = await open();
  await type(field, "Dear Mara, your");
  const mine = desk.find("c") as StaffConversation;
  await act(() => desk.learn({ ...mine, agent_id: "sam", agent: { name: "Sam" } } as StaffConversation));
  expect(field.value).toBe("");
  expect(page.textContent).toContain("Dear Mara, your");
  await press(field, "Enter");
  expect([sent, notes]).toEqual([[], []]);
  await act(() => desk.learn(mine));
  expect(field.value).toBe("Dear Mara, your");
  expect(field.getAttribute("aria-label")).toBe("Reply to the customer");
});

it("resolves only after the reply has arrived", async () => {
  const field = await open();
  await type(field, "Goodbye");
  await press(field, "Enter", { ctrlKey: true });
  await vi.waitFor(() => expect([sent, resolved]).toEqual([["Goodbye"], 1]));
});

it("leaves the field after a reply that resolved, so that the next key is no letter of a note", async () => {
  const field = await open();
  const home = page.insertBefore(document.createElement("h2"), page.firstChild);
  home.tabIndex = -1;
  home.setAttribute("data-focus-home", "");
  await type(field, "Goodbye");
  await press(field, "Enter", { ctrlKey: true });
  expect(document.activeElement).toBe(field);
  await vi.waitFor(() => expect(resolved).toBe(1));
  const mine = desk.find("c") as StaffConversation;
  await act(() => desk.learn({ ...mine, status: "resolved", agent_id: null, agent: null }));
  expect(document.activeElement).toBe(home);
});

it("keeps the focus where a next text is written, and where the customer ended the conversation", async () => {
  const field = await open();
  const mine = desk.find("c") as StaffConversation;
  field.focus();
  await act(() => desk.learn({ ...mine, status: "resolved", agent_id: null, agent: null }));
  expect(document.activeElement).toBe(field);
  await act(() => desk.learn(mine));
  await type(field, "Goodbye");
  await press(field, "Enter", { ctrlKey: true });
  await type(field, "One more");
  await act(() => desk.learn({ ...mine, status: "resolved", agent_id: null, agent: null }));
  expect(document.activeElement).toBe(field);
});

it("says that there is no canned reply at all, or that none matches", async () => {
  const field = await open();
  await type(field, "/zz");
  await vi.waitFor(() => expect(page.textContent).toContain("No canned reply matches."));
  await press(field, "Escape");
  const known = ANSWERS["canned-replies"];
  ANSWERS["canned-replies"] = { canned_replies: [] };
  await type(field, "/zz /");
  await vi.waitFor(() => expect(page.textContent).toContain("There are no canned replies yet."));
  ANSWERS["canned-replies"] = known;
});

it("gives the field the focus when a note or a reply is chosen, so that what is typed is no command", async () => {
  const field = await open();
  for (const name of ["Internal note", "Reply"]) {
    const button = [...page.querySelectorAll("button")].find(({ textContent }) => textContent === name);
    button?.focus();
    await act(() => button?.click());
    expect(document.activeElement).toBe(field);
  }
});
