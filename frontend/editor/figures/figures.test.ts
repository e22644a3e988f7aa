import { expect, test } from "vitest";
import type { ArticleFigures } from "../../shared/api/contract";
import { neverAnswered } from "./figures";
import { type Sort, sorted } from "./sorting";

function figures(article_id: string, asked_since: number, answered_since: number): ArticleFigures {
  const none = { asked: 0, shown: 0, answered: 0, helped: 0, did_not_help: 0, handed_over: 0, weeks: [] };
  return { ...none, article_id, asked_since, answered_since };
}

test("what is asked for most and never answered firmly comes first", () => {
  const all = [
    figures("once", 1, 0),
    figures("answered", 30, 1),
    figures("some", 4, 0),
    figures("often", 9, 0),
    ...["c", "d", "e", "f"].map((id) => figures(id, 2, 0)),
  ];
  const found = neverAnswered(new Map(all.map((each) => [each.article_id, each])));
  expect(found.map(({ article_id }) => article_id)).toEqual(["often", "some", "c", "d", "e"]);
});

test("the list is sorted by a figure, and articles without figures come last", () => {
  const all = new Map([
    ["few", { ...figures("few", 0, 0), shown: 2, asked: 9, answered: 1 }],
    ["many", { ...figures("many", 0, 0), shown: 8, asked: 8, answered: 8 }],
  ]);
  const articles = ["none", "few", "many"].map((id) => ({ id }));
  const order = (sort: Sort): string[] => sorted(articles, sort, all).map(({ id }) => id);
  expect(order("changed")).toEqual(["none", "few", "many"]);
  expect(order("shown")).toEqual(["many", "few", "none"]);
  expect(order("unanswered")).toEqual(["few", "none", "many"]);
});
