"""Articles of one family are found by their titles, and a question that says which of them it means is left alone."""

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.text.families import family_of

PLACES = {
    "norway": ("Shipping times for Norway", "A parcel takes 5 to 7 days. The customs office in Oslo is slow."),
    "france": ("Shipping times for France", "A parcel takes 2 to 3 days. Corsica takes a day more."),
    "portugal": ("Shipping times for Portugal", "A parcel takes 4 days. The Azores and Madeira take two weeks."),
    "trial": ("Try it for two weeks", "Send it back within 14 days if you do not like it."),
    "contact": ("How to reach us", "Write to us, or call between nine and five."),
}


def siblings_for(engine: Engine, question: str) -> tuple[str, ...]:
    articles = [Article(key, title, body, (), "", "en") for key, (title, body) in PLACES.items()]
    knowledge = Knowledge(*engine.learn(engine.index(articles)))
    evidence, _ = engine.evidence(knowledge, question)
    return evidence.siblings


@pytest.mark.parametrize("question", ["how many days does shipping take?", "shipping time", "when does a parcel come"])
def test_a_question_that_fits_each_of_them_finds_the_family(engine: Engine, question: str) -> None:
    assert set(siblings_for(engine, question)) == {"norway", "france", "portugal"}


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("how many days does shipping to Norway take?", "a word of a title"),
        ("how long does shipping to Corsica take?", "a word that one of them alone contains"),
        ("can I send it back?", "another article is the best"),
    ],
)
def test_a_question_that_says_which_is_left_alone(engine: Engine, question: str, why: str) -> None:
    assert siblings_for(engine, question) == (), why


@pytest.mark.parametrize(
    ("titles", "family"),
    [
        (["Size of the Heron", "Colour of the Heron"], []),
        (["Returns", "Returns abroad"], []),
        (["How to pay", "How to cancel"], []),
        (["Warranty on frames", "Warranty on batteries", "Care of batteries"], [0, 1]),
        (["warranty on frames", "Warranty On forks"], [0, 1]),
        ([], []),
    ],
)
def test_siblings_begin_alike_and_go_on_differently(titles: list[str], family: list[int]) -> None:
    assert family_of((), titles) == family
