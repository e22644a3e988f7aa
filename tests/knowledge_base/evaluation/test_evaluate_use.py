"""Learning from simulated use makes stated probabilities truer, on questions about articles that nobody asked about."""

import random
from dataclasses import replace

from knowledge_base.articles.article import Article
from knowledge_base.decision.decision import Decision
from knowledge_base.decision.evidence import Evidence
from knowledge_base.encoders.encoder import OnnxEncoder
from knowledge_base.evaluation.answers import Outcome, QuestionRow, read_articles, read_questions
from knowledge_base.evaluation.use import react, split
from knowledge_base.service.engine import Engine
from tests.knowledge_base.conftest import ROOT

SOME = 30  # of the demo's articles, so that learning takes seconds


def some() -> tuple[list[Article], list[QuestionRow]]:
    """Some of the demo's articles, and the development questions that they answer or that nothing does."""
    articles = [
        replace(article, questions=article.questions[:3])
        for article in read_articles(ROOT / "knowledge_base" / "content")[:SOME]
    ]
    there = {article.id for article in articles}
    asked = read_questions(ROOT / "training_data" / "development" / "questions.jsonl")
    return articles, [one for one in asked if not one.article_ids or one.article_ids[0] in there]


def test_noisy_labels_from_use_do_not_spoil_the_calibration(encoder: OnnxEncoder) -> None:
    """What it starts from has learned from real questions; sixty labels, many of them wrong, hardly add to it."""
    articles, asked = some()
    engine = Engine(encoder, {})
    found = [split(engine, articles, asked, seed=seed, rounds=3, target_precision=0.9) for seed in (0, 1, 4)]
    assert all(one.labels > 50 for one in found)
    assert sum(one.error_after for one in found) < sum(one.error_before for one in found) + 3 * 0.01


def test_people_say_what_they_know_and_mostly_nothing() -> None:
    right = Outcome(
        QuestionRow("q", "q", ("a",)), Evidence(), Decision("answer", "r", article_id="a"), frozenset("a"), 0.0
    )
    wrong = replace(right, decision=Decision("answer", "r", article_id="b"))
    chance = random.Random(1)
    said = [react(right, chance) for _ in range(500)]
    assert 0.8 < sum(one is not None and one.right is None for one in said) / 500 < 0.95
    complaints = [react(wrong, chance) for _ in range(500)]
    assert {one.right for one in complaints if one is not None} == {None, False}
    assert 0.5 < sum(one is not None and one.right is False for one in complaints) / 500 < 0.7
    nobody = replace(right, decision=Decision("hand_over", "r"), right=frozenset())
    assert {one.article_id for one in (react(nobody, chance) for _ in range(200)) if one is not None} == {None}
