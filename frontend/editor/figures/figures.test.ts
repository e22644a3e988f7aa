import { expect, test } from "vitest";
import type { ArticleFigures } from "../../shared/api/contract";
import { neverAnswered } from "./figures";

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
