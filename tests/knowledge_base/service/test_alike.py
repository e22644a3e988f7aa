"""Questions that ask the same are found, and what would come of them today."""

import numpy as np

from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.similar_questions import groups, today


def test_questions_near_one_another_are_one_matter(engine: Engine, knowledge: Knowledge) -> None:
    questions = [
        "Do you ship parcels to Canada?",
        "Can I send back what I bought?",
        "is delivery to Canada possible?",
        "Who won the football match last night?",
    ]
    found = today(engine, knowledge, questions)
    assert [one.group for one in found] == [0, 1, 0, 3]
    assert found[1].article_id == "returns"
    assert [one.probability for one in found] == [
        engine.evidence(knowledge, question)[0].probability for question in questions
    ]


def test_less_nearness_is_enough_where_one_article_is_nearest_to_both() -> None:
    vectors = np.array([[1.0, 0.0], [0.6, 0.8], [0.6, -0.8]], dtype=np.float32)
    assert groups(vectors, ["returns", "returns", "hours"]) == [0, 0, 2]


def test_a_group_does_not_drift_from_its_first() -> None:
    steps = np.array([[np.cos(angle), np.sin(angle)] for angle in (0, 0.7, 1.4)], dtype=np.float32)
    assert groups(steps, [None, None, None]) == [0, 0, 2]


def test_of_nothing_there_are_no_groups(engine: Engine, knowledge: Knowledge) -> None:
    assert today(engine, knowledge, []) == []
