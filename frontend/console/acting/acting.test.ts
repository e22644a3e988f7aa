// @vitest-environment happy-dom
import { expect, test } from "vitest";
import type { ToastAction, Toasts } from "../../shared/staff/dialog/toast";
import type { Desk } from "../desk/desk";
import type { ConsoleWords } from "../messages";
import { Acting } from "./acting";

/** A desk whose steps end when the test says so. */
function desk() {
  const offered: ToastAction[] = [];
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const act = (id: string, step: string): Promise<void> => {
    begun.push(`${step} ${id}`);
    return new Promise((done) => ends.push(done));
  };
  const tell = (_: string, action?: ToastAction): void => void (action && offered.push(action));
  const toasts = { tell, fail: () => undefined } as unknown as Toasts;
  const words = ((key: string) => key) as unknown as ConsoleWords;
  const endSnooze = (id: string): Promise<void> => act(id, "end-snooze");
  return { offered, begun, ends, acting: new Acting({ act, endSnooze } as unknown as Desk, toasts, words) };
}

test("a step that is asked for while another one runs waits for it", async () => {
  const { begun, ends, acting } = desk();
  const undone = acting.step("conv_1", "take-back");
  const resolved = acting.step("conv_1", "resolve");
  await Promise.resolve();
  expect(begun).toEqual(["take-back conv_1"]);
  ends[0]?.();
  await undone;
  expect(begun).toEqual(["take-back conv_1", "resolve conv_1"]);
  expect(acting.busy.value).toEqual({ id: "conv_1", step: "resolve" });
  ends[1]?.();
  await resolved;
  expect(acting.busy.value).toBeNull();
});

test("a step that is asked for twice is taken once, and again later", async () => {
  const { begun, ends, acting } = desk();
  const first = acting.step("conv_1", "resolve");
  await acting.step("conv_1", "resolve");
  ends[0]?.();
  await first;
  expect(begun).toEqual(["resolve conv_1"]);
  const again = acting.step("conv_1", "resolve");
  await Promise.resolve();
  ends[1]?.();
  await again;
  expect(begun).toHaveLength(2);
});

for (const [what, press] of [
  ["takes the reply up", undefined],
  ["leaves the focus with an agent who has pressed a key since", new KeyboardEvent("keydown", { key: "e" })],
] as const) {
  test(`an undo ${what}`, async () => {
    const { offered, ends, acting } = desk();
    const resolved = acting.step("conv_1", "resolve");
    await Promise.resolve();
    ends[0]?.();
    await resolved;
    offered[0]?.run();
    await Promise.resolve();
    if (press) dispatchEvent(press);
    ends[1]?.();
    await expect.poll(() => acting.busy.value).toBeNull();
    await Promise.resolve();
    expect(acting.writing.value).toEqual(press ? null : { internal: false });
  });
}

test("undoing a snooze ends it, opens the conversation and takes the reply up", async () => {
  const { begun, ends, acting } = desk();
  const undone = acting.undoSnooze("conv_1");
  expect(begun).toEqual(["end-snooze conv_1"]);
  expect(acting.writing.value).toBeNull();
  ends[0]?.();
  await undone;
  expect(acting.writing.value).toEqual({ internal: false });
  expect(location.hash).toBe("#/inbox/conv_1");
});
