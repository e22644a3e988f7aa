// @vitest-environment happy-dom
/** The whole page with a server that answers from a script: what a customer does from the first page to the end of a conversation. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Conversation, Message, WidgetSettings } from "../../shared/api/contract";
import { loadMarkdown } from "../../shared/markdown";
import { en as common } from "../../shared/messages/en";
import { BrowserStorage } from "../../shared/storage/storage";
import { createWords, WordsProvider } from "../../shared/words";
import { CustomerApi } from "../api";
import { Controller } from "../controller";
import { en } from "../messages/en";
import { WidgetStorage } from "../storage";
import { createStore, type Store } from "../store";
import { App } from "../views/app";
import { WidgetProvider } from "../views/context";

const WHEEL = { id: "file_1", name: "wheel.jpg", content_type: "image/jpeg", size: 9, width: 4, height: 3 };
const SETTINGS = {
  company: "Wren",
  suggestions: ["Is it free?"],
  texts: {},
  attachments: true,
  open: false,
  agents_available: 0,
  opens_at: "2030-03-04T09:00:00.000Z",
  usual_wait_seconds: null,
} as unknown as WidgetSettings;

const withBot = { id: "c", status: "bot", last_seq: 0, queue: null, agent: null } as unknown as Conversation;

class Wire {
  static made: Wire[] = [];
  readonly sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  constructor() {
    Wire.made.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {}
}

let page: HTMLElement;
let store: Store;
let called: { path: string; body: unknown }[];

const message = (seq: number, kind: "customer" | "bot", text: string, more: Partial<Message> = {}): Message =>
  ({
    id: `m${seq}`,
    seq,
    previous: seq - 1,
    author: { kind, name: "" },
    kind: "text",
    event: null,
    details: null,
    text,
    format: "plain",
    created_at: "2030-03-04T09:00:00.000Z",
    choices: [],
    sources: [],
    attachments: [],
    visibility: "public",
    ...more,
  }) as Message;

async function answer(address: string, init: RequestInit = {}): Promise<Response> {
  const path = address.replace("/api/v1", "");
  called.push({ path, body: typeof init.body === "string" ? JSON.parse(init.body) : init.body });
  if (path === "/conversations")
    return Response.json({ conversation_id: "c", token: "t", status: "bot", messages: [] });
  if (path.startsWith("/help"))
    return Response.json({ articles: [{ article_id: "a", title: "Free?", section: "" }] });
  if (path.includes("/article-images/")) return new Response("picture");
  if (path.endsWith("/attachments")) return Response.json(WHEEL, { status: 201 });
  if (path.includes("/attachments/")) return new Response("picture");
  return Response.json(path === "/conversations/c" ? withBot : {});
}

beforeEach(async () => {
  Wire.made = [];
  called = [];
  vi.stubGlobal("WebSocket", Wire);
  vi.stubGlobal("fetch", vi.fn(answer));
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  page = document.body.appendChild(document.createElement("main"));
  const storage = new WidgetStorage(new BrowserStorage(() => localStorage));
  store = createStore(storage.marks);
  store.settings.value = SETTINGS;
  store.looking.value = true;
  const api = new CustomerApi(() => storage.conversation?.token ?? null);
  const controller = new Controller(store, storage, api, { locale: "en", pageUrl: null, identity: null });
  const show = (panel: Store["panel"]["value"]): void => {
    store.panel.value = panel;
  };
  const english = { ...common, ...en };
  await act(() => {
    render(
      <WordsProvider value={createWords("en", english, english)}>
        <WidgetProvider value={{ store, controller, show, close: null }}>
          <App draft={storage} />
        </WidgetProvider>
      </WordsProvider>,
      page,
    );
    controller.start();
  });
});

afterEach(() => {
  act(() => render(null, page));
  page.remove();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const settle = (milliseconds = 30): Promise<void> =>
  act(() => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)));
const named = (name: string): HTMLElement => {
  const buttons = [...page.querySelectorAll<HTMLElement>("button")];
  const found = buttons.find(
    (each) => (each.getAttribute("aria-label") || each.textContent || "").trim() === name,
  );
  if (!found) throw new Error(`no button "${name}" in ${page.textContent}`);
  return found;
};
const press = async (name: string): Promise<void> => {
  await act(() => named(name).click());
  await settle();
};
const write = async (field: string, text: string): Promise<void> => {
  const box = page.querySelector<HTMLTextAreaElement>(field) as HTMLTextAreaElement;
  box.value = text;
  await act(() => void box.dispatchEvent(new InputEvent("input", { bubbles: true })));
};
const tell = async (...frames: unknown[]): Promise<void> => {
  const wire = Wire.made.at(-1);
  await act(() => {
    wire?.onopen?.();
    for (const frame of frames) wire?.onmessage?.({ data: JSON.stringify(frame) });
  });
  await settle();
};
const sent = (): Record<string, unknown>[] =>
  Wire.made.flatMap((wire) => wire.sent).filter(({ type }) => type === "message.send");

it("says on its first page when somebody is there, and finds articles", async () => {
  expect(page.querySelector(".presence")?.textContent).toContain("People are here again:");
  await write("input[type=search]", "free");
  await settle(320);
  expect(page.querySelector("[aria-label='Articles found']")?.textContent).toContain("Free?");
  await press("Ask this as a question");
  expect(store.view.value).toBe("talk");
  expect(store.outgoing.value.map(({ text }) => text)).toEqual(["free"]);
});

it("uploads a chosen picture at once and sends it with the message", async () => {
  const field = page.querySelector("input[type=file]") as HTMLInputElement;
  Object.defineProperty(field, "files", { value: [new File(["x"], "wheel.jpg")] });
  await act(() => void field.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
  expect(called.map(({ path }) => path)).toContain("/conversations/c/attachments");
  expect(page.querySelector(".chosen-file-ready")?.textContent).toContain("wheel.jpg");
  await tell({ type: "conversation.changed", conversation: withBot });
  await press("Send");
  expect(sent().map(({ text, attachments }) => [text, attachments])).toEqual([["", ["file_1"]]]);
  expect(page.querySelector(".chosen-files")).toBeNull();
  const stored = message(1, "customer", "wheel.jpg", { attachments: [WHEEL] });
  const id = sent()[0]?.client_message_id;
  await tell({ type: "message.accepted", client_message_id: id, message: stored });
  expect(page.querySelectorAll(".attachment-picture")).toHaveLength(1);
  expect(page.querySelector(".log .plain-text")).toBeNull();
});

it("asks what was missing, says it once, and keeps one way to a person", async () => {
  await act(() => named("Is it free?").click());
  await settle();
  const source = { article_id: "a", title: "Free?", url: "https://help.example/a", passage: "" };
  const choices = [{ title: "Talk to a colleague", value: "person" }];
  await tell(
    { type: "conversation.changed", conversation: withBot },
    { type: "message.created", message: message(1, "customer", "Is it free?") },
  );
  const id = sent()[0]?.client_message_id;
  await tell({
    type: "message.accepted",
    client_message_id: id,
    message: message(1, "customer", "Is it free?"),
  });
  await tell({ type: "message.created", message: message(2, "bot", "Yes.", { sources: [source] }) });
  expect(page.querySelectorAll(".person-button")).toHaveLength(1);
  await press("No, this did not help");
  await press("Not complete");
  const given = called.filter(({ path }) => path.endsWith("/feedback")).map(({ body }) => body);
  expect(given).toEqual([{ helpful: false }, { helpful: false, reason: "incomplete" }]);
  expect(page.querySelector(".why")?.textContent).toContain("Ask in other words");
  await tell({ type: "message.created", message: message(3, "bot", "Or this?", { choices }) });
  expect(page.querySelectorAll(".person-button")).toHaveLength(0);
});

it("offers the suggestions again after the way back to the assistant, and emojis in the field", async () => {
  await act(() => named("Is it free?").click());
  await settle();
  await tell({ type: "conversation.changed", conversation: withBot });
  const id = sent()[0]?.client_message_id;
  await tell({
    type: "message.accepted",
    client_message_id: id,
    message: message(1, "customer", "Is it free?"),
  });
  const back = message(2, "bot", "", { kind: "event", event: "handoff.cancelled", details: {} });
  await tell({ type: "message.created", message: { ...back, author: { kind: "system", name: "" } } });
  expect(named("Is it free?").className).toBe("choice");
  await write("#composer", "Thanks");
  await press("Insert an emoji");
  await press("🙏");
  expect(page.querySelector<HTMLTextAreaElement>("#composer")?.value).toBe("Thanks🙏");
  await press("More options");
  await press("Turn the sound on");
  expect(localStorage.getItem("baton.sound")).toBeNull(); // the page itself keeps it
  expect(store.sound.value).toBe(true);
});

it("fetches a picture that the browser was refused in the customer's own name", async () => {
  const address = `/article-images/${"0".repeat(32)}.png`;
  await act(() => named("Is it free?").click());
  await settle();
  await tell({ type: "conversation.changed", conversation: withBot });
  await act(() => loadMarkdown());
  await tell({
    type: "message.created",
    message: message(1, "bot", `![The till](${address})`, { format: "markdown" }),
  });
  const picture = page.querySelector<HTMLImageElement>("img[alt='The till']");
  expect(picture?.getAttribute("src")).toBe(address);
  await act(() => void picture?.dispatchEvent(new Event("error")));
  await settle();
  expect(called.map(({ path }) => path)).toContain(`/conversations/c${address}`);
  expect(picture?.src).toMatch(/^blob:/);
});
