/** Every article can be chosen: however many there are, and where two have one title. */
import { expect, test } from "vitest";
import type { ListedArticle } from "../../shared/api/contract";
import type { Client, Query } from "../../shared/http";
import { bodyOf, EMPTY, filledOf } from "../golden/calls";
import { allArticles, labelsOf } from "./all";

const article = (id: string, title: string) => ({ id, title }) as ListedArticle;
const OVERVIEWS = [article("boats", "Overview"), article("sails", "Overview"), article("keel", "The keel")];

test("articles behind the first page are there", async () => {
  const pages: Record<string, unknown> = {
    first: { articles: [article("a", "A")], next: "second" },
    second: { articles: [article("b", "B")], next: null },
  };
  const api = { get: (_: string, query: Query) => Promise.resolve(pages[String(query.cursor ?? "first")]) };
  const found = await allArticles(api as unknown as Client);
  expect(found.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("a question keeps its article although another has the same title", () => {
  const labels = labelsOf(OVERVIEWS);
  const question = {
    text: "Which sail?",
    before: [],
    article_ids: ["sails", "keel"],
    must: [],
    must_not: [],
    kind: "",
  };
  const filled = filledOf(question as never, (id) => labels.get(id) ?? id);
  expect(filled.titles).toBe("Overview (sails)\nThe keel");
  expect(bodyOf(filled, OVERVIEWS)).toMatchObject({ body: { article_ids: ["sails", "keel"] } });
  expect(bodyOf({ ...EMPTY, titles: "nowhere" }, OVERVIEWS)).toEqual({ unknown: "nowhere" });
});
