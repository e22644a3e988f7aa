"""How a message is read before it is searched for: misspelt, continuing what was said, asking two things."""

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.search.search import DOUBTED
from knowledge_base.service.engine import Engine, Knowledge

FILLING = (
    "A carrier of ours brings it to your door, and you sign for it on the driver's device. Whoever opens the door may "
    "sign in your place. If nobody does, the driver leaves a card that says where the parcel waits, and for how long. "
    "You may name a neighbour beforehand, in the e-mail that we send on the day before."
)
COSTS = "\n\n".join(
    f"## {country}\n\nA parcel costs {parcel}, a bicycle {bicycle}. {FILLING}"
    for country, parcel, bicycle in (
        ("Belgium", "€4", "€29"),
        ("Switzerland", "€19", "€99"),
        ("Denmark", "€9", "€59"),
        ("Ireland", "€11", "€69"),
    )
)


@pytest.fixture
def shop(engine: Engine) -> Knowledge:
    articles = [
        Article("costs", "What delivery costs", COSTS),
        Article("customs", "Customs in Switzerland", "We pay the Swiss customs: nothing is asked at your door."),
        Article("battery", "The battery does not charge", "Check first that the charger's lamp is green."),
        Article("hours", "Opening hours of the workshop", "Tuesday to Saturday, nine to six."),
    ]
    return Knowledge(*engine.learn(engine.index(articles)), version=1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("batery dosnt charg", "battery dosnt charge"),
        ("Are you opn on Tuesdy in the worksop?", "Are you opn on tuesday in the workshop?"),
    ],
)
def test_a_misspelt_question_is_as_sure_as_it_would_be_spelt_right(
    engine: Engine, shop: Knowledge, written: str, meant: str
) -> None:
    misspelt, right = engine.evidence(shop, written)[0], engine.evidence(shop, meant)[0]
    assert misspelt.candidates[0].article_id == right.candidates[0].article_id
    assert misspelt.probability >= right.probability > 0


def test_a_follow_up_gets_the_part_that_its_own_words_ask_for(engine: Engine, shop: Knowledge) -> None:
    asked = "What does it cost to have a bicycle delivered in Belgium?"
    first, _ = engine.evidence(shop, asked)
    assert first.candidates[0].section == "Belgium"
    second, _ = engine.evidence(shop, "and for Switzerland?", [asked, first.candidates[0].passage])
    assert second.in_context
    assert (second.candidates[0].article_id, second.candidates[0].section) == ("costs", "Switzerland")
    assert "€99" in second.candidates[0].passage


@pytest.mark.parametrize("text", ["do you sell stamps", "is there a toilet there", "do you do english lessons"])
def test_the_topic_before_it_does_not_make_another_question_sure_of_an_answer(
    engine: Engine, shop: Knowledge, text: str
) -> None:
    """Behind an article's title, any message finds that article again."""
    asked = "When is the workshop open?"
    first, _ = engine.evidence(shop, asked)
    assert first.candidates[0].article_id == "hours"
    alone, _ = engine.evidence(shop, text)
    second, _ = engine.evidence(shop, text, [asked, first.candidates[0].passage])
    assert second.probability <= max(DOUBTED, alone.probability)
    assert second.candidates[0].probability == second.probability


def test_two_questions_get_two_answers(engine: Engine, shop: Knowledge) -> None:
    evidence, _ = engine.evidence(shop, "When is the workshop open? And what do you charge for a parcel to Denmark?")
    assert evidence.also is not None
    shown = evidence.candidates[0].passage + evidence.also.passage
    assert "nine to six" in shown
    assert "€9," in shown


def test_one_answer_for_two_questions_is_no_surer_than_the_less_certain_of_them(
    engine: Engine, shop: Knowledge
) -> None:
    """The customer asked for both; an answer to one of them is not the answer."""
    known, unknown = "When is the workshop open", "how tall is the manager of the football team?"
    alone, _ = engine.evidence(shop, f"{known}?")
    both, _ = engine.evidence(shop, f"{known}, and {unknown}")
    assert both.candidates[0].article_id == alone.candidates[0].article_id == "hours"
    assert both.probability < alone.probability - 0.1
