"""A surely right article comes before what the dialogue only thinks that it heard, and never before danger."""

import pytest

from chat.clients.bot import BotAnswer
from chat.turns.first_steps import gives_way
from knowledge_base.decision.decision import Intent
from knowledge_base.decision.evidence import Candidate, Evidence

TALK = {"text": "I can answer questions."}
PERSON = {"effect": "hand_over", "reason": "asked_for_person"}
DANGER = {"effect": "hand_over", "reason": "sensitive_topic", "with_answer": True}


def heard(confidence: float, *steps: dict[str, object], form: str | None = None) -> BotAnswer:
    return BotAnswer(steps, [Intent("something", confidence)], 1.0, form, {})


def evidence(probability: float, threshold: float = 0.9) -> Evidence:
    best = Candidate("dogs", "Dogs", "", "Yes.", 1.0, 1.0, 1.0, probability)
    return Evidence(candidates=(best,), probability=probability, threshold=threshold)


@pytest.mark.parametrize("step", [TALK, PERSON])
def test_a_likelier_sure_article_comes_first(step: dict[str, object]) -> None:
    assert gives_way(heard(0.6, step), evidence(0.95))


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (heard(1.0, PERSON), evidence(0.99)),
        (heard(0.97, PERSON), evidence(0.95)),
        (heard(0.6, TALK), evidence(0.85)),
        (heard(0.6, TALK), Evidence()),
        (heard(0.6, DANGER), evidence(0.99)),
        (heard(0.6, TALK, form="contact_form"), evidence(0.99)),
        (heard(0.6, {"effect": "ask_knowledge"}), evidence(0.99)),
        (heard(0.6, {"effect": "look_up", "kind": "order"}), evidence(0.99)),
    ],
    ids=["plain words", "likelier request", "unsure article", "no article", "danger", "form", "question", "effect"],
)
def test_otherwise_the_dialogue_speaks(answer: BotAnswer, found: Evidence) -> None:
    assert not gives_way(answer, found)
