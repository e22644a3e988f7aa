"""What the bot says where it is not sure: as sure as it is, and in an order that reads well."""

import pytest

from chat.turns.replies import draft_of
from knowledge_base.decision.decision import Choice, Decision
from knowledge_base.decision.evidence import Candidate


@pytest.mark.parametrize(
    ("confidence", "language", "begins"),
    [
        (0.7, "en", "I think this is it:"),
        (0.31, "en", "I am not sure, but this may help:"),
        (0.31, "nl", "Ik weet het niet zeker, maar misschien helpt dit:"),
        (0.31, "sv", "Jag är inte säker, men det här kanske hjälper:"),
    ],
)
def test_a_guess_is_announced_as_likely_as_it_is(confidence: float, language: str, begins: str) -> None:
    guess = Decision("tentative", "likely_enough", title="Returns", passage="60 days.", confidence=confidence)
    assert draft_of(guess, "/help", {}, language=language).text.startswith(begins)


def test_topics_stand_directly_under_the_words_that_announce_them() -> None:
    topics = (Choice("a", "Returns"), Choice("b", "Refunds"))
    unsure = Decision("suggest", "something_near", reason="nothing_found", choices=topics)
    draft = draft_of(unsure, "/help", {}, nobody_there=True)
    assert draft.text.endswith("The nearest I have:")
    assert "Leave your e-mail address" in draft.text
    assert [choice["title"] for choice in draft.choices][:2] == ["Returns", "Refunds"]


def test_without_topics_the_way_out_stands_last() -> None:
    nothing = Decision("hand_over", "nothing_near", reason="nothing_found")
    draft = draft_of(nothing, "/help", {}, nobody_there=True)
    assert draft.text.endswith("Leave your e-mail address, and they will write to you.")


def near(number: int, words: int, section: str = "") -> Choice:
    return Choice(str(number), f"Topic {number}", section, " ".join([f"part{number}"] * words))


def test_a_little_of_each_topic_stands_under_its_title_while_there_is_room() -> None:
    """A customer sees at once whether it is what they mean; more than two screens of a phone nobody reads."""
    topics = (near(1, 80), near(2, 200), near(3, 60, "Where we do not deliver"))
    unsure = Decision("suggest", "something_near", reason="nothing_found", choices=topics)
    draft = draft_of(unsure, "/help", {})
    assert draft.format == "markdown"
    assert (
        draft.text.index("The nearest I have:") < draft.text.index("**Topic 1**\n\npart1") < draft.text.index("part3")
    )
    assert "**Topic 3** › Where we do not deliver\n\npart3" in draft.text
    assert "part2" not in draft.text
    assert [choice["title"] for choice in draft.choices][:3] == ["Topic 1", "Topic 2", "Topic 3"]


def test_topics_that_an_older_search_found_have_titles_alone() -> None:
    unsure = Decision("suggest", "something_near", reason="nothing_found", choices=(Choice("a", "Returns"),))
    assert draft_of(unsure, "/help", {}).text == "I am not sure. The nearest I have:"


def guess(passage_words: int, second_words: int, brief_words: int) -> Decision:
    text, brief = " ".join(["second"] * second_words), " ".join(["brief"] * brief_words)
    second = Candidate("b", "Refunds", "", text, 0.7, 0.6, 0.3, 0.2, brief=brief)
    passage = " ".join(["first"] * passage_words)
    return Decision("tentative", "likely_enough", title="Returns", passage=passage, confidence=0.6, second=second)


@pytest.mark.parametrize(
    ("passage_words", "second_words", "brief_words", "shown"),
    [(100, 150, 60, "second"), (150, 150, 60, "brief"), (220, 150, 60, None)],
)
def test_of_a_second_article_as_much_is_shown_as_fits(
    passage_words: int, second_words: int, brief_words: int, shown: str | None
) -> None:
    draft = draft_of(guess(passage_words, second_words, brief_words), "/help", {})
    assert [word for word in ("second", "brief") if word in draft.text.split()] == [word for word in (shown,) if word]
    assert len(draft.sources) == (2 if shown else 1)
