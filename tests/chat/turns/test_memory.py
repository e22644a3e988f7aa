"""What a turn stores for the next one, and what the next decision reads of it."""

from dataclasses import replace

import pytest

from chat.turns.memory import choice_in_words, decision_context, remembered
from chat.turns.turn import Turn
from knowledge_base.decision.decision import Choice, Decision
from knowledge_base.decision.frustration import CALM

ANSWER = Decision("answer", "sure_enough", article_id="refunds")
TURN = Turn("conversation", 1, "message", "WHERE IS MY MONEY?! THIS IS RIDICULOUS", not_helped=1)


@pytest.mark.parametrize("action", ["answer", "tentative"])
def test_only_an_answer_names_the_article_that_was_read(action: str) -> None:
    kept = remembered({}, replace(ANSWER, action=action))  # type: ignore[arg-type]
    assert kept["article_id"] == "refunds"
    assert kept["last_decision"] == "answered"
    assert not kept["clarified_last"]
    assert "article_id" not in remembered({}, replace(ANSWER, action="suggest"))


def test_misunderstandings_and_foreign_topics_are_counted_until_something_else_happens() -> None:
    lost = Decision("hand_over", "nothing_to_do_with_us", reason="out_of_scope")
    once = remembered({}, lost)
    assert (once["out_of_scope"], once["misunderstood"], once["last_decision"]) == (1, 1, "unsure")
    twice = remembered(once, lost)
    assert (twice["out_of_scope"], twice["misunderstood"]) == (2, 2)
    after = remembered(twice, ANSWER)
    assert (after["out_of_scope"], after["misunderstood"]) == (0, 0)


def test_a_question_back_is_remembered_with_its_choices() -> None:
    choices = (Choice("refunds", "Refunds"), Choice("returns", "Returns"))
    kept = remembered({}, Decision("clarify", "one_of_these", choices=choices))
    assert kept["clarified_last"]
    assert kept["last_decision"] == "clarified"
    assert [other["article_id"] for other in kept["others"]] == ["refunds", "returns"]
    assert kept["misunderstood"] == 0


WARRANTIES = (
    Choice("frames", "Warranty on frames and forks"),
    Choice("battery", "Warranty on the e-bike battery"),
    Choice("card", "How long a refund to a card takes"),
)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("the battery", "article:battery"),
        ("the e-bike battery please", "article:battery"),
        ("Frames!", "article:frames"),
        ("it's a card", "article:card"),
        ("warranty", None),
        ("the saddle", None),
        ("my battery does not charge any more since yesterday evening", None),
        ("ok", None),
        ("...", None),
    ],
)
def test_a_topic_is_chosen_in_words(text: str, chosen: str | None) -> None:
    offered = remembered({}, Decision("clarify", "which_of_them", choices=WARRANTIES))
    assert choice_in_words(text, offered) == chosen
    answered = remembered(offered, ANSWER)
    assert choice_in_words(text, answered) is None, "only what was offered last"


def test_a_decision_reads_what_was_stored() -> None:
    memory = {"clarified_last": True, "out_of_scope": 1, "misunderstood": 2}
    context = decision_context(replace(TURN, memory=memory, nobody_there=True), 0.4, "refunds")
    assert (context.clarified_last, context.out_of_scope_before, context.unsure_last) == (True, True, True)
    assert (context.misunderstood, context.nobody_there, context.in_scope) == (2, True, 0.4)
    assert context.chosen_article_id == "refunds"
    fresh = decision_context(replace(TURN, low_confidence="queue"), None, None)
    assert (fresh.clarified_last, fresh.out_of_scope_before, fresh.unsure_last) == (False, False, False)
    assert fresh.misunderstood == 0
    assert fresh.low_confidence == "queue"
    assert decision_context(TURN, None, None).low_confidence == "offer"


def test_a_guess_is_remembered_until_the_next_decision() -> None:
    guess = remembered({}, replace(ANSWER, action="tentative"))
    assert decision_context(replace(TURN, memory=guess), None, None).guessed_last
    answered = remembered(guess, ANSWER)
    assert not decision_context(replace(TURN, memory=answered), None, None).guessed_last


def test_the_title_of_a_button_does_not_count_as_the_customers_mood() -> None:
    assert decision_context(TURN, None, None).frustration.points > 0
    assert decision_context(replace(TURN, choice="/ask"), None, None).frustration == CALM
