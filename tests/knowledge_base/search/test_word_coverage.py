"""A word without a counterpart in the article lowers what the question shares with it; another wording does not."""

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.service.engine import Engine, Knowledge


@pytest.mark.parametrize(
    ("article", "spoken_of", "foreign"),
    [
        ("invoice", "get the bill of my order as a file", "get the bill of my dentist as a file"),
        ("battery", "how warm must it be to load the battery", "how warm must it be to load the lorry"),
    ],
)
def test_a_foreign_word_lowers_the_coverage(knowledge: Knowledge, article: str, spoken_of: str, foreign: str) -> None:
    row = knowledge.index.row_of[article]
    assert knowledge.index.coverage(spoken_of, row) > knowledge.index.coverage(foreign, row)


def test_the_articles_own_words_are_covered_whole(knowledge: Knowledge) -> None:
    row = knowledge.index.row_of["invoice"]
    assert knowledge.index.coverage("Download an invoice", row) == pytest.approx(1.0, abs=1e-5)
    assert knowledge.index.coverage("Download an invoice", row, overlooked=0) < 0.999


def test_a_question_without_words_lacks_nothing(knowledge: Knowledge) -> None:
    assert knowledge.index.coverage("?!", 0) == 1.0


def test_words_of_the_articles_are_encoded_once(engine: Engine, knowledge: Knowledge) -> None:
    before = set(engine.cache)
    engine.learn(knowledge.index)
    learned = set(engine.cache)
    engine.word_coverage(knowledge.index)
    assert set(engine.cache) == learned >= before


def test_a_new_articles_words_are_known_at_once(engine: Engine, knowledge: Knowledge) -> None:
    everything = [entry.article for entry in knowledge.index.entries]
    grown = engine.index([*everything, Article("tandem", "Rent a tandem", "It costs 40 euros.")], knowledge.index)
    row = grown.row_of["tandem"]
    overlooked = grown.with_learned(grown.topics, knowledge.index.word_coverage)
    assert grown.coverage("rent a tandem", row) == pytest.approx(1.0, abs=1e-5)
    assert overlooked.coverage("rent a tandem", row) < 0.999
