"""An article suggests phrasings for itself: its headings, and its sentences as a customer would ask them."""

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.phrasings.suggested import suggested
from knowledge_base.phrasings.turned import question_of


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("You can rent a tent for up to fourteen days.", "Can I rent a tent for up to fourteen days?"),
        (
            "You can cancel the trip free of charge up to seven days before it begins.",
            "Can I cancel the trip free of charge?",
        ),
        ("You cannot take dogs on the ferry.", "Can I take dogs on the ferry?"),
        ("You need to bring your passport.", "Do I need to bring my passport?"),
        ("We deliver firewood on weekdays before noon.", "Do you deliver firewood on weekdays before noon?"),
        ("We send you a code by text message.", "Do you send me a code by text message?"),
        ("If you lose the padlock key, call us.", "What if I lose the padlock key?"),
        ("To move your booking, open the page Bookings.", "How do I move my booking?"),
        ("A second driver costs €9 a day.", "How much does a second driver cost?"),
        ("Repairs take two weeks.", "How long do repairs take?"),
        ("Your deposit is kept if you return the van dirty.", "Is my deposit kept if I return the van dirty?"),
    ],
)
def test_a_statement_becomes_the_question_that_it_answers(statement: str, question: str) -> None:
    assert question_of(statement) == question


@pytest.mark.parametrize(
    "statement",
    [
        "It is free.",
        "You may have used another address.",
        "We send a reminder 60 and 14 days before it ends, in your language.",
        "This takes two days.",
        "Monday to Friday, 9 to 5.",
        "Open the lid, lift the tray and press the red button.",
        "A part that is defective is a warranty case.",
        "From the station it is a walk of six minutes.",
    ],
)
def test_a_statement_that_would_not_read_well_is_left_alone(statement: str) -> None:
    assert question_of(statement) is None


def test_an_article_suggests_its_headings_and_questions_and_nothing_that_it_has() -> None:
    dates = "## Changing the date\n\nYou can change the date until noon."
    body = f"We lend life vests to children.\n\n{dates}\n\n## See also\n\nMore."
    article = Article("canoe", "Renting a canoe", body, ("Can I change the date until noon",))
    assert [(each.text, each.origin) for each in suggested(article)] == [
        ("Changing the date", "heading"),
        ("Do you lend life vests to children?", "sentence"),
    ]


def test_an_article_in_another_language_suggests_its_headings_and_sentences() -> None:
    body = "Wir liefern an Werktagen.\n\n## Lieferung auf Inseln\n\nDie Lieferung kostet 12 Euro und dauert drei Tage."
    assert [each.text for each in suggested(Article("inseln", "Wohin wir liefern", body))] == [
        "Lieferung auf Inseln",
        "Liefern Sie an Werktagen?",
        "Was kostet die Lieferung?",
    ]
