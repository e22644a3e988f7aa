/** The transcript is complete, whatever frames the socket loses. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../../shared/api/contract";
import { Transcript } from "./transcript-store";

function message(seq: number): Message {
  const author = { kind: "customer" as const, name: "" };
  const base = { id: `m${seq}`, seq, previous: seq - 1, author, kind: "text" as const, text: `${seq}` };
  return {
    ...base,
    event: null,
    details: null,
    format: "plain",
    created_at: "",
    choices: [],
    sources: [],
    attachments: [],
    visibility: "public",
  };
}

function transcriptOver(stored: () => number): { transcript: Transcript; asked: number[] } {
  const asked: number[] = [];
  const transcript = new Transcript({
    conversationId: "c",
    agentId: "me",
    read: async (after) => {
      asked.push(after);
      const messages = [];
      for (let seq = after + 1; seq <= stored(); seq++) messages.push(message(seq));
      return { messages, more: false };
    },
    deliver: () => new Promise(() => undefined),
  });
  return { transcript, asked };
}

describe("transcript", () => {
  beforeEach(() => {
    vi.stubGlobal("localStorage", {
      getItem: () => null,
      setItem: () => undefined,
      removeItem: () => undefined,
    });
  });

  it("loads from the last message before a gap", async () => {
    const { transcript, asked } = transcriptOver(() => 5);
    transcript.receive([message(1), message(2)]);
    transcript.receive([message(5)]);
    await transcript.catchUp();
    expect(transcript.timeline.value.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(asked[0]).toBe(2);
  });

  it("repairs a gap as soon as it appears", async () => {
    const { transcript, asked } = transcriptOver(() => 4);
    transcript.receive([message(1)]);
    expect(asked).toEqual([]);
    transcript.receive([message(4)]);
    await vi.waitFor(() => expect(transcript.timeline.value.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]));
    expect(asked).toEqual([1]);
  });

  it("shows a message once, even if it arrives several times", () => {
    const { transcript } = transcriptOver(() => 2);
    transcript.fill([message(1), message(2)]);
    transcript.receive([message(2)]);
    transcript.receive([message(1)]);
    expect(transcript.timeline.value.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
