import { expect, test } from "vitest";
import { Selection } from "./selection";

test("ticking a row starts the selection, ticking it again takes it out", () => {
  const selection = new Selection();
  selection.toggle("a");
  selection.toggle("b");
  selection.toggle("a");
  expect([selection.on.value, [...selection.ids.value]]).toEqual([true, ["b"]]);
});

test("what succeeded is done with, and what failed stays selected", async () => {
  const selection = new Selection();
  for (const id of ["a", "b", "c"]) selection.toggle(id);
  const run = async (id: string): Promise<void> => {
    if (id === "b") throw new Error("taken");
  };
  expect(await selection.each(["a", "b", "c"], run)).toEqual([2, 1]);
  expect([...selection.ids.value]).toEqual(["b"]);
  expect(await selection.each(["b"], async () => undefined)).toEqual([1, 0]);
  expect([selection.on.value, selection.ids.value.size]).toEqual([false, 0]);
});

test("what is left for later stays selected", async () => {
  const selection = new Selection();
  for (const id of ["a", "b", "c"]) selection.toggle(id);
  expect(await selection.each(["a"], async () => undefined, ["b", "c"])).toEqual([1, 0]);
  expect([selection.on.value, [...selection.ids.value]]).toEqual([true, ["b", "c"]]);
});
