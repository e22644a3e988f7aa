"""Questions are grouped by meaning: over all pairs, and nearer if one article is the nearest to both."""

import numpy as np

from knowledge_base.articles.article import Article
from knowledge_base.encoders.encoder import MultilingualEncoder, OnnxEncoder
from knowledge_base.service.asked_together import EditorsQuestions
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.question_groups import grouped_today, groups


def test_each_matter_is_one_group_whatever_its_words(engine: Engine, knowledge: Knowledge) -> None:
    questions = [
        "Could I pay with seashells?",
        "Do you ship parcels to Canada?",
        "are shells accepted as payment",
        "is delivery to Canada possible?",
        "Who won the football match last night?",
        "pay in shells",
    ]
    found = grouped_today(engine, knowledge, questions, EditorsQuestions(engine))
    assert [each.group for each in found] == [0, 1, 0, 1, 4, 0]
    assert [each.probability for each in found] == [
        engine.evidence(knowledge, question)[0].probability for question in questions
    ]


def test_of_none_or_one_there_is_no_more_to_group(engine: Engine, knowledge: Knowledge) -> None:
    assert grouped_today(engine, knowledge, [], EditorsQuestions(engine)) == []
    assert [each.group for each in grouped_today(engine, knowledge, ["refund?"], EditorsQuestions(engine))] == [0]


def test_a_chain_of_neighbours_is_no_group() -> None:
    """Each is near the next, but the ends are far apart: the mean distance decides."""
    places = np.array([0.0, 0.4, 0.8, 1.2], dtype=np.float32)
    assert groups(np.abs(places[:, None] - places[None, :]), 0.5) == [0, 0, 2, 2]


def test_both_encoders_together_find_one_matter_in_other_words_and_languages(
    encoder: OnnxEncoder, multilingual: MultilingualEncoder, articles: list[Article]
) -> None:
    engine = Engine(encoder, {}, multilingual)
    index = engine.index(articles)
    knowledge = Knowledge(*engine.learn(index), version=1)
    questions = [
        "do you hire out wetsuits",
        "Gibt es Rabatt für Studenten?",
        "can I rent a neoprene suit from you",
        "bekommen Studierende einen Nachlass",
    ]
    found = grouped_today(engine, knowledge, questions, EditorsQuestions(engine))
    assert [each.group for each in found] == [0, 1, 0, 1]
