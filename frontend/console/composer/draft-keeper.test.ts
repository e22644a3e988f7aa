import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DraftKeeper } from "./draft-keeper";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function keeper(): { sent: string[]; drafts: DraftKeeper } {
  const sent: string[] = [];
  const drafts = new DraftKeeper((text) => {
    sent.push(text);
    return Promise.reject(new Error("offline"));
  });
  return { sent, drafts };
}

test("sends the latest draft once after a pause in typing", async () => {
  const { sent, drafts } = keeper();
  for (const text of ["H", "He", "Hel"]) drafts.keep(text);
  await vi.advanceTimersByTimeAsync(2_000);
  drafts.keep("Hel");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual(["Hel"]);
});

test("sends the latest draft when leaving the conversation", () => {
  const { sent, drafts } = keeper();
  drafts.keep("Hello");
  drafts.stop();
  drafts.stop();
  expect(sent).toEqual(["Hello"]);
});

test("deletes a cleared draft on the server too", async () => {
  const { sent, drafts } = keeper();
  drafts.keep("Hello");
  await vi.advanceTimersByTimeAsync(2_000);
  drafts.keep("");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual(["Hello", ""]);
});
