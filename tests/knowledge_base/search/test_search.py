"""Search finds what is meant, and an edit costs only what it changed."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from knowledge_base.articles.article import Article
from knowledge_base.encoders.encoder import OnnxEncoder, Vectors
from knowledge_base.search.index import Index
from knowledge_base.search.search import fuse, search
from knowledge_base.service.engine import Engine, Knowledge, evidence_of


class Counting:
    """The real encoder, counting what it is asked for."""

    def __init__(self, encoder: OnnxEncoder) -> None:
        self.identity, self.dimensions, self.knows = encoder.identity, encoder.dimensions, encoder.knows
        self.texts: list[str] = []
        self._encoder = encoder

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return self._encoder.encode(texts)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("how long do I have to send a jacket back", "returns"),
        ("when do I get my money back", "refunds"),
        ("do you ship to Norway?", "norway"),
        ("my screen says E-104", "e104"),
        ("I need a bill for my taxes as PDF", "invoice"),
        ("stop my order please", "cancel"),
    ],
)
def test_own_words_find_the_article(knowledge: Knowledge, engine: Engine, question: str, article: str) -> None:
    evidence, vector = engine.evidence(knowledge, question)
    assert evidence.candidates[0].article_id == article
    assert vector.shape == (384,)


def test_what_was_learned_counts_the_more_the_more_phrasings_there_are(knowledge: Knowledge, engine: Engine) -> None:
    question = "do you ship to Norway?"
    scores = knowledge.index.scores(question, engine.encode([question])[0])
    unlearned = replace(scores, topics=np.zeros_like(scores.topics))
    weights = [
        float((fuse(unlearned, phrased) - fuse(scores, phrased)).max()) / float(-scores.topics.min())
        for phrased in (0.0, 0.5, 1.0)
    ]
    assert 0 < weights[0] < weights[1] < weights[2]


def test_an_index_is_as_phrased_as_its_articles(engine: Engine, articles: list[Article]) -> None:
    bare = [replace(article, questions=()) for article in articles]
    well = [replace(article, questions=tuple(f"{article.title} {n}" for n in range(9))) for article in articles]
    assert engine.index(bare).phrased == 0.0
    assert engine.index(well).phrased == 1.0


def test_leaving_an_article_out_is_as_if_it_did_not_exist(engine: Engine, articles: list[Article]) -> None:
    """Where nothing was learned: what was learned with the article differs by a hair from what is learned without."""
    question = "do you ship to Norway?"
    vector = engine.encode([question])[0]
    without = search(engine.index(articles), question, vector, leave_out="norway")
    smaller = engine.index([article for article in articles if article.id != "norway"])
    rebuilt = search(smaller, question, vector)
    assert [hit.entry.article.id for hit in without.hits] == [hit.entry.article.id for hit in rebuilt.hits]


def test_an_edit_encodes_only_what_changed(encoder: OnnxEncoder, articles: list[Article]) -> None:
    counting = Counting(encoder)
    engine = Engine(counting, {})
    before = engine.index(articles)
    counting.texts.clear()
    edited = [
        replace(one, body=one.body + "\n\n## New\n\nA new part.") if one.id == "hours" else one for one in articles
    ]
    after = engine.index(edited, before)
    assert sorted(counting.texts) == ["A new part.", "New", "Opening hours of the workshop. New. A new part."]
    assert len(after) == len(before)


def test_a_restart_with_stored_vectors_encodes_nothing(encoder: OnnxEncoder, articles: list[Article]) -> None:
    first = Engine(encoder, {})
    first.index(articles)
    counting = Counting(encoder)
    Engine(counting, dict(first.cache)).index(articles)
    assert counting.texts == []


def test_an_edited_index_equals_a_fresh_one(engine: Engine, articles: list[Article]) -> None:
    edited = [replace(articles[0], body="Something else entirely."), *articles[1:-1]]
    changed, fresh = engine.index(edited, engine.index(articles)), engine.index(edited)
    question = "something else"
    vector = engine.encode([question])[0]
    assert np.allclose(search(changed, question, vector).fused, search(fresh, question, vector).fused)


def test_the_shown_passage_is_the_one_that_answers(engine: Engine) -> None:
    body = (
        "## Bikes\n\nBicycles go back by carrier.\n\n## Helmets\n\nHelmets cannot be returned once worn, for hygiene."
    )
    index = engine.index([Article("r", "Returns", body), Article("o", "Opening hours", "From nine to five.")])
    knowledge = Knowledge(*engine.learn(index))
    evidence, _ = engine.evidence(knowledge, "can I send back a helmet that I wore?")
    assert evidence.candidates[0].section == "Helmets"
    assert "**Helmets**\n\nHelmets cannot be returned once worn, for hygiene." in evidence.candidates[0].passage


def test_an_empty_knowledge_base_finds_nothing_and_answers_nothing(engine: Engine) -> None:
    index = Index([], dimensions=384)
    knowledge = Knowledge(*engine.learn(index))
    evidence, _ = engine.evidence(knowledge, "anything?")
    assert evidence.candidates == ()
    assert evidence.probability == 0
    assert evidence.threshold > 1


def test_a_title_alone_can_be_found(engine: Engine) -> None:
    index = engine.index([Article("a", "Gift cards", ""), Article("b", "Opening hours", "Nine to five.")])
    found = search(index, "gift card", engine.encode(["gift card"])[0])
    assert found.hits[0].entry.article.id == "a"
    knowledge = Knowledge(*engine.learn(index))
    assert evidence_of(found, knowledge).candidates[0].passage == "Gift cards"


def test_what_only_a_left_out_article_or_phrasing_says_counts_as_unknown(engine: Engine) -> None:
    bell = Article("bell", "Bells", "Ring it.", ("where is my klaxon",))
    index = engine.index([bell, Article("light", "Lights", "Switch it on.")])
    vector = engine.encode(["klaxon"])[0]
    assert search(index, "klaxon", vector).known == 1
    assert search(index, "klaxon", vector, leave_out="bell").known == 0
    overlooked = search(index, "klaxon", vector, without_head=(0, 1))
    assert overlooked.known == 0
    assert {hit.lexical for hit in overlooked.hits} == {0}


def test_an_introduction_and_its_table_are_shown_together(engine: Engine) -> None:
    """Both lie in one section and are about equally near; a passage of another section stays out."""
    table = "| Day | Open |\n|---|---|\n" + "\n".join(
        f"| day {day} | 9:00 to 18:00, closed at noon |" for day in range(5)
    )
    prose = "The opening hours of the shop in Ghent follow below. " * 8
    body = f"{prose}\n\n{table}\n\n## Parking\n\nCars park behind the church."
    articles = [Article("hours", "Opening hours of the shop", body), Article("cars", "Cars", "We sell none.")]
    index = engine.index(articles)
    best = search(index, "opening hours shop Ghent day", engine.encode(["opening hours shop Ghent day"])[0]).hits[0]
    assert best.shown is not None
    assert "follow below" in best.shown.text
    assert "9:00" in best.shown.text
    assert "church" not in best.shown.text


def test_of_articles_that_are_equally_good_the_first_come_first(engine: Engine) -> None:
    alike = [Article(f"n{number:02}", "Charge the battery", "At room temperature.") for number in range(14)]
    index = engine.index(alike)
    vector = engine.encode(["charging"])[0]
    found = search(index, "charging", vector)
    assert [hit.entry.article.id for hit in found.hits] == [article.id for article in alike[:10]]
    without = search(index, "charging", vector, leave_out="n03")
    left = [article.id for article in alike if article.id != "n03"]
    assert [hit.entry.article.id for hit in without.hits] == left[:10]
    assert index.entries[without.best_by_words].article.id == "n00"


def test_scores_are_exact_over_several_passages(engine: Engine, articles: list[Article]) -> None:
    long = Article("long", "All about parcels", "## Sending\n\nPack it well.\n\n## Getting\n\nThe courier rings twice.")
    index = engine.index([*articles, long])
    vector = engine.encode(["who rings the bell?"])[0]
    scores = index.scores("who rings the bell?", vector)
    for row, entry in enumerate(index.entries):
        centre = entry.bodies.mean(axis=0)
        assert scores.bodies[row] == pytest.approx(float((entry.bodies @ vector).max()), abs=1e-5)
        assert scores.centres[row] == pytest.approx(float(centre @ vector / np.linalg.norm(centre)), abs=1e-5)
    assert len(index.entries[-1].bodies) == 2


def test_vectors_are_held_once_by_cache_and_entries(engine: Engine, articles: list[Article]) -> None:
    index = engine.index(articles)
    entry = index.entries[0]
    held = [engine.cache[key] for key in entry.keys]
    assert all(vector.base is entry.heads.base for vector in held)
    assert index.encoded_for() >= set(entry.keys)
