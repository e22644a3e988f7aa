import { expect, test } from "vitest";
import { EMPTY_FIELDS } from "../types";
import { startWith, takeStart } from "./start";

test("a new article starts with its questions, each once", () => {
  startWith(["do you take shells?", "can I pay with seashells"]);
  const begun = takeStart(EMPTY_FIELDS);
  expect(begun.title).toBe("do you take shells?");
  expect(begun.questions).toBe("do you take shells?\ncan I pay with seashells");
  expect(takeStart(EMPTY_FIELDS)).toBe(EMPTY_FIELDS);
});

test("keeps fields that were already filled in", () => {
  startWith(["shells?"]);
  const begun = takeStart({ ...EMPTY_FIELDS, title: "Payment", questions: "how to pay" });
  expect(begun).toMatchObject({ title: "Payment", questions: "how to pay\nshells?" });
});
