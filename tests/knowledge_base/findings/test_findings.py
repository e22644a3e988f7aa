"""What counts as a finding, and what does not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.findings.claims import claim_of
from knowledge_base.findings.finding import Finding, Place
from knowledge_base.findings.in_texts import find_in_texts, linked_articles
from knowledge_base.findings.in_use import find_in_use
from knowledge_base.findings.pairs import find_pairs
from knowledge_base.findings.repository import Listed, Traffic
from knowledge_base.service.engine import Engine

NOW = datetime(2030, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("You may return goods within 30 days.", "You may return goods within 14 days.", True),
        ("You may return goods within 14 days.", "You can return your goods within 14 days.", False),
        ("You may return goods within two weeks.", "You may return goods within 3 weeks.", True),
        ("Express delivery costs €9.95.", "Express delivery costs 12 euro.", True),
        ("Express delivery costs €9,95.", "Express delivery costs 9.95 euro.", False),
        ("Batteries may be sent by post.", "Batteries may not be sent by post.", True),
        ("Batterien dürfen verschickt werden.", "Batterien dürfen nicht verschickt werden.", True),
        ("The sale ends on 24 December.", "The sale ends on 31 December.", True),
        ("The refund takes three working days.", "The refund takes five days.", False),
        ("A hanger for the Kestrel costs €18.", "A stay for the Heron costs €14.", False),
        ("The shop opens at nine.", "The shop opens at ten.", False),
        (
            "A night costs €24 in the small room, €31 in the large.",
            "A night costs €28 in the small room, €31 in the large.",
            True,
        ),
        ("A night costs €24 in the small room, €31 in the large.", "A night costs €24 in the small room.", False),
    ],
)
def test_sentences_contradict_by_amount_date_or_not(one: str, other: str, contradict: bool) -> None:
    first, second = claim_of(one), claim_of(other)
    assert (first.same_matter(second) and first.contradicts(second)) == contradict


def test_doubles_and_contradictions_are_found_by_meaning(engine: Engine) -> None:
    text = "The battery is charged at room temperature, and a full charge takes about four hours in all."
    index = engine.index(
        [
            Article("charge", "Charging the battery", text),
            Article("charging", "Charge the battery", text.replace("in all", "altogether")),
            Article("returns", "Returns", "You may return unused goods within 30 days of delivery."),
            Article("faq", "Questions", "Hello.\n\n## Back\n\nYou may return unused goods within 14 days of delivery."),
            Article(
                "norway", "Delivery to Norway", "Parcels to Norway take six days. Customs duty is paid at the door."
            ),
        ]
    )
    found = {(each.kind, *(place.article_id for place in each.places)) for each in find_pairs(index, lambda: None)}
    assert found == {("contradiction", "returns", "faq"), ("near_duplicate", "charge", "charging")}


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ("What the kennel costs", "Prices of the kennel", True),
        ("What the kennel costs", "Fees", True),
        ("Nights in the kennel of Ghent", "Nights in the kennel of Leuven", False),
        ("Ghent kennel", "Leuven kennel", False),
    ],
)
def test_two_prices_of_one_thing_contradict_under_titles_in_other_words(
    engine: Engine, one: str, other: str, named: bool
) -> None:
    text = "A night in the kennel costs €{} for a small dog and €31 for a large one."
    index = engine.index([Article("one", one, text.format(24)), Article("other", other, text.format(28))])
    kinds = {each.kind for each in find_pairs(index, lambda: None)}
    assert ("contradiction" in kinds) == named


def test_dead_links_and_anchors_are_found_in_text_and_not_in_code() -> None:
    articles = [
        Article(
            "a",
            "A",
            "## How long?\n\n[x](/help/b) [y](/help/gone) [z](/help/b#prices) [w](/help/b#opening-hours) [v](#how-long)"
            " [u](#nothing) [t](https://example.com/help/gone) `[s](/help/code)`\n\n```\n[r](/help/code)\n```",
        ),
        Article("b", "B", "## Opening hours!\n\nNine to five."),
    ]
    found = [(each.kind, each.details["target"]) for each in find_in_texts(articles)]
    assert found == [("dead_link", "/help/gone"), ("dead_anchor", "/help/b#prices"), ("dead_anchor", "#nothing")]
    assert linked_articles(articles) == {"b", "gone"}


def test_two_articles_of_one_language_cannot_claim_one_phrasing() -> None:
    articles = [
        Article("a", "Returns", "x", ("Send it back",)),
        Article("b", "Refunds", "x", ("send it back?", "refund")),
        Article("c", "Retours", "x", ("send it back",), "", "nl"),
    ]
    [found] = find_in_texts(articles)
    assert (found.kind, [place.article_id for place in found.places]) == ("same_phrasing", ["a", "b"])


def test_use_says_what_is_old_unread_or_does_not_help() -> None:
    old = NOW - timedelta(days=91)
    listed = [
        Listed("late", "Late", NOW, date(2030, 6, 1)),
        Listed("later", "Later", NOW, date(2030, 6, 2)),
        Listed("quiet", "Quiet", NOW, date(2030, 1, 1)),
        Listed("helpless", "Helpless", old, None),
        Listed("unread", "Unread", old, None),
        Listed("linked", "Linked", old, None),
        Listed("young", "Young", NOW, None),
    ]
    lately = {"late": Traffic(4, 4), "later": Traffic(9, 0), "helpless": Traffic(10, 3)}
    found = find_in_use(listed, lately, lately, {"linked"}, NOW)
    assert [(each.kind, each.places[0].article_id) for each in found] == [
        ("past_review", "late"),
        ("followed_by_person", "helpless"),
        ("orphan", "unread"),
    ]


def test_a_finding_that_was_set_aside_comes_back_when_its_words_change() -> None:
    def finding(quote: str) -> str:
        return Finding("contradiction", (Place("a", "A", "", quote), Place("b", "B"))).key

    assert finding("30 days") == finding("30 days") != finding("14 days")
