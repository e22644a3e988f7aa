/** The downloaded conversation says who said what, when, and where it stands. */
import { expect, it } from "vitest";
import type { Message } from "../../shared/api/contract";
import { en as common } from "../../shared/messages/en";
import { createWords } from "../../shared/words";
import { en } from "../messages/en";
import { entryOf } from "./download";

const english = { ...common, ...en };
const words = createWords("en-GB", english, english) as Parameters<typeof entryOf>[1];

const message = (change: Partial<Message>): Message =>
  ({
    kind: "text",
    author: { kind: "customer", name: "" },
    event: null,
    details: null,
    text: "My wheel",
    created_at: "2030-03-04T09:00:00.000Z",
    sources: [],
    attachments: [],
    ...change,
  }) as Message;

it("names the author, the sources and the files", () => {
  const file = { id: "f", name: "wheel.jpg", content_type: "image/jpeg", size: 1, width: 1, height: 1 };
  expect(entryOf(message({ attachments: [file] }), words)).toMatch(
    / · You\nMy wheel\n {2}Files: wheel\.jpg$/,
  );
  const source = { article_id: "a", title: "Wheels", url: "https://help.example/a", passage: "" };
  const answer = message({ author: { kind: "agent", name: "Ines" }, text: "Bring it", sources: [source] });
  expect(entryOf(answer, words)).toMatch(/ · Ines\nBring it\n {2}Wheels: https:\/\/help\.example\/a$/);
});

it("tells what happened in the reader's words", () => {
  const event = message({
    kind: "event",
    event: "assignment.created",
    details: { agent: "Ines" },
    text: "x",
    author: { kind: "system", name: "" },
  });
  expect(entryOf(event, words)).toMatch(/Ines.* has joined the conversation\.$/);
});
