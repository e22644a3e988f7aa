import { expect, test } from "vitest";
import { EMPTY_FIELDS } from "../types";
import { MOST_PHRASINGS, triedOf, withPhrasing } from "./accepting";

const FIELDS = { ...EMPTY_FIELDS, title: "Renting a canoe", questions: "hire a boat\n\n Rent  a canoe? " };

test("a suggestion joins the phrasings, and never twice", () => {
  expect(withPhrasing(FIELDS, "Can I paddle?")).toBe("hire a boat\nRent  a canoe?\nCan I paddle?");
  expect(withPhrasing(FIELDS, "HIRE a boat!")).toBeNull();
  expect(withPhrasing(FIELDS, "renting a canoe")).toBeNull();
});

test("no more phrasings are added than an article can have", () => {
  const questions = Array.from({ length: MOST_PHRASINGS }, (_, number) => `phrasing ${number}`).join("\n");
  expect(withPhrasing({ ...EMPTY_FIELDS, questions }, "one more")).toBeNull();
});

test("the title and each phrasing are tried once", () => {
  expect(triedOf({ ...FIELDS, questions: `${FIELDS.questions}\nrenting a canoe\n?` })).toEqual([
    "Renting a canoe",
    "hire a boat",
    "Rent  a canoe?",
  ]);
});
