"""Which questions may be offered, and in which order: by use first, then by what the articles are about."""

from knowledge_base.articles.phrasings import Phrased
from knowledge_base.outcomes.greeting_questions import Answered, central, ranked, spoken_most

COSTS = Phrased(
    "costs", "What delivery costs", ("postage belgium", "How much is shipping?", "is delivery free?"), "Delivery", "en"
)
TIMES = Phrased("times", "Delivery times", ("How long does delivery take?",), "Delivery", "en")
ISLANDS = Phrased("islands", "Canary Islands", ("Do you go there?",), "Delivery", "en")
BELLS = Phrased("bells", "Bells", (), "Parts", "en")
IPAY = Phrased("ipay", "Ways to pay", ("iDEAL accepted?", "x" * 70 + "?"), "Payment", "en")
ALL = (BELLS, COSTS, IPAY, ISLANDS, TIMES)


def texts(answered: list[Answered], *articles: Phrased) -> list[str]:
    return [wording.text for wording in ranked(answered, articles)]


def test_wordings_are_short_questions_and_then_the_title() -> None:
    assert texts([], COSTS) == ["How much is shipping?", "Is delivery free?", "What delivery costs"]
    assert texts([], BELLS) == ["Bells"]
    assert texts([], IPAY) == ["iDEAL accepted?", "Ways to pay"]
    asking = Phrased("back", "Where is my return?", ("Was my return refused?", "Is it there?"), "Returns", "en")
    assert texts([], asking) == ["Where is my return?", "Was my return refused?"]


def test_the_wording_most_like_what_is_asked_comes_first() -> None:
    assert texts([Answered("c1", "costs", "when is it delivered free of charge")], COSTS)[0] == "Is delivery free?"


def test_a_title_comes_first_where_it_is_what_is_asked() -> None:
    assert texts([Answered("c1", "costs", "what does delivery cost")], COSTS)[0] == "What delivery costs"


def test_what_most_customers_asked_comes_before_what_one_asked_often() -> None:
    once = [Answered(f"c{number}", "bells", "a bell on it") for number in range(2)]
    often = [Answered("c9", "costs", f"how dear {number}") for number in range(9)]
    found = ranked([*often, *once], ALL)
    assert [found[0].article_id, found[1].article_id] == ["bells", "costs"]
    assert [wording.asked for wording in found[:2]] == [True, True]
    assert not any(wording.asked for wording in found if wording.article_id == "times")


def test_what_was_only_pressed_does_not_stay_for_ever() -> None:
    """An offered question is asked because it is offered; own words count for more."""
    pressed = [Answered(f"c{number}", "times", "How long does delivery take?") for number in range(7)]
    written = [Answered(f"d{number}", "costs", "how dear is the parcel") for number in range(2)]
    assert ranked([*pressed, *written], ALL)[0].article_id == "costs"
    assert ranked(pressed, ALL)[0].article_id == "times"


def test_an_article_that_is_not_published_any_more_is_left_out() -> None:
    assert all(each.article_id != "gone" for each in ranked([Answered("c1", "gone", "hello")], ALL))


def test_each_category_has_its_turn_and_its_middle_comes_first() -> None:
    assert [article.article_id for article in central(ALL)] == ["costs", "bells", "ipay", "times", "islands"]


def test_one_language_is_spoken() -> None:
    assert spoken_most([]) == "en"
    assert spoken_most([BELLS, Phrased("a", "A", (), "", "de"), Phrased("b", "B", (), "", "de")]) == "de"
