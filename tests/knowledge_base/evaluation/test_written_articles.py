"""The articles that search is measured on are varied, and the same everywhere."""

from itertools import islice

from knowledge_base.evaluation.search_speed import SECTIONS, WORDS
from knowledge_base.evaluation.written_articles import writer
from knowledge_base.search.passages import passages_of


def test_articles_are_varied_and_the_same_each_time() -> None:
    made = list(islice(writer(1).short(1_000), 50))
    assert made == list(islice(writer(1).short(1_000), 50))
    assert len({article.title for article in made}) == len({article.body for article in made}) == 50
    assert 2 <= sum(len(passages_of(article)) for article in made) / len(made) <= 3


def test_a_long_article_has_passages_of_the_promised_length() -> None:
    (article,) = writer(1).long(1, sections=SECTIONS, words=WORDS)
    passages = passages_of(article)
    assert len(passages) == SECTIONS
    assert all(WORDS <= len(passage.text.split()) <= WORDS * 1.3 for passage in passages)
