"""What a change of the articles does to questions: the same as deciding them all again, with less work."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.encoders.encoder import OnnxEncoder, Vectors
from knowledge_base.service.checks.changes import AskedBefore, Comparison, with_changes
from knowledge_base.service.checks.courtesy import Courtesy
from knowledge_base.service.checks.routes import FIRST_LOT, ChangedArticle, ChangesRequest, Comparing
from knowledge_base.service.engine import Engine, Knowledge
from tests.knowledge_base.conftest import BODIES

QUESTIONS = [
    "how long do I have to send something back?",
    "when do I get my money back",
    "do you deliver to norway and how long does it take?",
    "the battery does not charge",
    "my display shows E-104",
    "where do I find my invoice",
    "can I still cancel my order",
    "when is the workshop open",
    "who painted the mona lisa",
]
THIEF = Article(
    "thief",
    "How long do I have to send something back?",
    "You may send goods back within ninety days.",
    ("how long do I have to send something back",),
)


class Counting:
    """The real encoder, with a list of the questions that it was given."""

    def __init__(self, real: OnnxEncoder) -> None:
        self._real = real
        self.identity, self.dimensions, self.knows = real.identity, real.dimensions, real.knows
        self.texts: list[str] = []
        self.together: list[int] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts.extend(texts)
        self.together.append(len(texts))
        return self._real.encode(texts)


@pytest.mark.parametrize(
    "changes",
    [
        {"returns": Article("returns", *BODIES["returns"][:1], "You may send goods back within 14 days.")},
        {"returns": Article("returns", "About our shop", BODIES["returns"][1])},
        {"invoice": None},
        {"thief": THIEF},
        {"cancel": None, "thief": THIEF},
    ],
)
def test_each_question_changes_as_if_everything_were_decided_again(
    engine: Engine, knowledge: Knowledge, changes: dict[str, Article | None]
) -> None:
    new = with_changes(engine, knowledge, changes)
    comparison = Comparison(engine, knowledge, new, list(changes))
    for text in QUESTIONS:
        before, after = engine.evidence(knowledge, text)[0], engine.evidence(new, text)[0]
        found = comparison.of(AskedBefore(text))
        if found is None:
            assert [each.passage for each in before.candidates[:3]] == [each.passage for each in after.candidates[:3]]
            assert abs(before.probability - after.probability) < 0.01
        else:
            assert found == (before, after)


def test_a_stolen_question_goes_to_the_thief(engine: Engine, knowledge: Knowledge) -> None:
    comparison = Comparison(engine, knowledge, with_changes(engine, knowledge, {"thief": THIEF}), ["thief"])
    found = comparison.of(AskedBefore(QUESTIONS[0]))
    assert found is not None
    assert [each.candidates[0].article_id for each in found] == ["returns", "thief"]


def test_a_question_is_read_after_what_was_said_before(engine: Engine, knowledge: Knowledge) -> None:
    longer = Article("norway", BODIES["norway"][0], "Parcels to Norway take nine days.")
    comparison = Comparison(engine, knowledge, with_changes(engine, knowledge, {"norway": longer}), ["norway"])
    found = comparison.of(AskedBefore("and how long does that take?", ("do you deliver to norway?",)))
    assert found is not None
    assert ["six days" in found[0].candidates[0].passage, "nine days" in found[1].candidates[0].passage] == [True, True]


def test_readers_of_more_are_compared_by_what_they_read(engine: Engine, knowledge: Knowledge) -> None:
    club = Article(
        "club", "The brimbel discount", "Members get the brimbel discount at the till.", audience="signed_in"
    )
    theirs = with_changes(engine, knowledge, {"club": club}).index
    both = replace(knowledge, wider={"signed_in": theirs, "staff": theirs})
    comparing = Comparing(engine, Courtesy())
    change = ChangedArticle(article_id="club", title=club.title, body="Members get the brimbel discount by post.")

    def best(reader: str) -> list[tuple[str, str]]:
        asked = {"changes": [change], "questions": [{"text": "How do I get the brimbel discount?"}], "reader": reader}
        changed = comparing.run(both, ChangesRequest.model_validate(asked))["changed"]
        return [(each["old"].candidates[0].passage, each["new"].candidates[0].passage) for each in changed]

    said = (club.body, change.body)
    assert best("signed_in") == best("staff") == [said]
    assert best("everyone") != [said], "they have no such article yet"


def test_a_question_is_encoded_once_however_many_drafts_it_is_checked_against(
    encoder: OnnxEncoder, articles: list[Article]
) -> None:
    counting = Counting(encoder)
    engine = Engine(counting, {})
    knowledge = Knowledge(*engine.learn(engine.index(articles)), version=1)
    comparing = Comparing(engine, Courtesy())
    asked = [{"text": text} for text in QUESTIONS]

    def check(body: str) -> None:
        change = ChangedArticle(article_id="returns", title="Return something", body=body)
        done = 0
        while done < len(asked):
            part = {"changes": [change], "questions": asked[done:]}
            done += comparing.run(knowledge, ChangesRequest.model_validate(part))["done"]

    check("Within 14 days.")
    counting.texts.clear()
    check("Within 15 days.")
    assert not set(counting.texts) & set(QUESTIONS)


def test_a_part_goes_on_with_as_many_questions_together_as_the_one_before(
    encoder: OnnxEncoder, articles: list[Article]
) -> None:
    """The encoder shares many texts among the cores. Parts that begin small each time would leave all but one idle."""
    counting = Counting(encoder)
    engine = Engine(counting, {})
    knowledge = Knowledge(*engine.learn(engine.index(articles)), version=1)
    comparing = Comparing(engine, Courtesy())
    change = ChangedArticle(article_id="returns", title="Return something", body="Within 14 days.")

    def first_lot(about: str) -> int:
        asked = [{"text": f"how long does {about} number {number} take?"} for number in range(60)]
        body = {"changes": [change], "questions": []}
        comparing.run(knowledge, ChangesRequest.model_validate(body))  # the change itself is encoded here
        counting.together.clear()
        comparing.run(knowledge, ChangesRequest.model_validate({**body, "questions": asked}))
        return counting.together[0]

    assert first_lot("a parcel") == FIRST_LOT
    assert first_lot("a refund") > FIRST_LOT
