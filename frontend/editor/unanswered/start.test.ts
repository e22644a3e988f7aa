import { expect, test } from "vitest";
import { EMPTY_FIELDS } from "../types";
import { asPhrasing, startWith, takeStart } from "./start";

test("a new article starts with its questions, each once", () => {
  startWith(["do you take shells?", "can I pay with seashells"]);
  const begun = takeStart(EMPTY_FIELDS);
  expect(begun.title).toBe("do you take shells?");
  expect(begun.questions).toBe("do you take shells?\ncan I pay with seashells");
  expect(takeStart(EMPTY_FIELDS)).toBe(EMPTY_FIELDS);
});

test("keeps fields that were already filled in", () => {
  startWith(["shells?"], "Yes, at the counter.");
  const begun = takeStart({ ...EMPTY_FIELDS, title: "Payment", questions: "how to pay", body: "By card." });
  expect(begun).toMatchObject({
    title: "Payment",
    questions: "how to pay\nshells?",
    body: "By card.\n\nYes, at the counter.",
  });
});

test("what was masked in a question is no part of a phrasing", () => {
  expect(asPhrasing("where is  [number]\nfor [e-mail] ?", 300)).toBe("where is for ?");
  expect(asPhrasing("shells [or clams]?", 8)).toBe("shells [");
});
