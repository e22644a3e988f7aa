"""`python -m knowledge_base.evaluation.editor_speed`: checks publications as an editor does; writes the costs as JSON.

It runs in its own process, with the product's own code and real vectors of everything. A check goes part by part, as
the editor's page asks for it, without the HTTP calls in between.
"""

import argparse
import json
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge_base.articles.article import Article
from knowledge_base.decision.decision import DecisionContext, decide
from knowledge_base.decision.evidence import Evidence
from knowledge_base.evaluation.written_articles import writer
from knowledge_base.service.checks.changes import Comparison, with_changes
from knowledge_base.service.checks.courtesy import Courtesy
from knowledge_base.service.checks.routes import ChangedArticle, ChangesRequest, Comparing
from knowledge_base.service.engine import Engine, Knowledge, engine_of

SEED = 1
ARTICLES = 1_000
QUESTIONS = 2_000
AT_ONCE = 400  # questions handed over in one part, as `chat` does
SAMPLE = 300  # questions that are decided twice, to find out what was missed and what it would cost
CUSTOMERS = 60  # questions asked during a check, one after the other


def main() -> None:
    arguments = _arguments()
    engine = engine_of(arguments.encoder)
    written = writer(SEED)
    *articles, new = written.short(ARTICLES + 1)
    _say(f"indexing {ARTICLES:,} articles")
    knowledge = Knowledge(*engine.learn(engine.index(articles)))
    questions = list(dict.fromkeys(written.questions(2 * QUESTIONS)))[:QUESTIONS]
    edits = _edits(articles[0], new)
    report = {
        "articles": len(articles),
        "passages": knowledge.index.passage_count,
        "questions": len(questions),
        **_cold(engine, knowledge, edits, questions),
        "edits": [_edit(engine, knowledge, name, change, questions) for name, change in edits.items()],
        "twice_seconds": _twice(engine, knowledge, questions),
        **_beside_customers(engine, knowledge, edits, questions),
    }
    arguments.out.write_text(json.dumps(report), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="knowledge_base.evaluation.editor_speed", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="where to write what it took")
    return parser.parse_args()


def _edits(one: Article, new: Article) -> Mapping[str, ChangedArticle]:
    def changed(article: Article, **words: Any) -> ChangedArticle:
        own = {"title": article.title, "body": article.body, "questions": list(article.questions)}
        return ChangedArticle(article_id=article.id, **{**own, **words})

    return {
        "a changed price": changed(one, body=f"{one.body} The fee is 12 euro."),
        "another title": changed(one, title="What you should know first"),
        "a new article": changed(new),
        "an archived article": ChangedArticle(article_id=one.id),
    }


def _cold(
    engine: Engine, knowledge: Knowledge, edits: Mapping[str, ChangedArticle], questions: Sequence[str]
) -> dict[str, Any]:
    """The first check after a start, when no question has been encoded yet."""
    _say("the first check")
    began = time.perf_counter()
    parts = _check(Comparing(engine, Courtesy()), knowledge, next(iter(edits.values())), questions)
    return {"cold_seconds": time.perf_counter() - began, "first_part_seconds": parts[0]["seconds"]}


def _check(
    comparing: Comparing, knowledge: Knowledge, change: ChangedArticle, questions: Sequence[str]
) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    done = 0
    while done < len(questions):
        asked = [{"text": text} for text in questions[done : done + AT_ONCE]]
        began = time.perf_counter()
        part = comparing.run(knowledge, ChangesRequest.model_validate({"changes": [change], "questions": asked}))
        parts.append({**part, "seconds": time.perf_counter() - began})
        done += part["done"]
    return parts


def _edit(
    engine: Engine, knowledge: Knowledge, name: str, change: ChangedArticle, questions: Sequence[str]
) -> dict[str, Any]:
    _say(name)
    began = time.perf_counter()
    parts = _check(Comparing(engine, Courtesy()), knowledge, change, questions)
    seconds = time.perf_counter() - began
    new = with_changes(engine, knowledge, {change.article_id: change.article()})
    comparison = Comparison(engine, knowledge, new, [change.article_id])
    sample = questions[:SAMPLE]
    return {
        "name": name,
        "seconds": seconds,
        "decided": sum(part["decided"] for part in parts),
        "changed": sum(len(part["changed"]) for part in parts),
        "looked_at": len(sample),
        "missed": sum(_missed(engine, comparison, text) for text in sample),
    }


def _missed(engine: Engine, comparison: Comparison, text: str) -> bool:
    """Whether the check leaves a question out whose reply does change."""
    if comparison.may_differ(text):
        return False
    old, new = (engine.evidence(each, text)[0] for each in (comparison.old, comparison.new))
    return _reply(old) != _reply(new)


def _reply(evidence: Evidence) -> tuple[object, ...]:
    made = decide(evidence, None, DecisionContext())
    return made.action, made.article_id, made.passage


def _twice(engine: Engine, knowledge: Knowledge, questions: Sequence[str]) -> float:
    """Seconds of deciding all questions on both sides, with their vectors known, from a part of them."""
    sample = questions[:SAMPLE]
    began = time.perf_counter()
    for text in sample:
        _reply(engine.evidence(knowledge, text)[0])
    return 2 * (time.perf_counter() - began) / len(sample) * len(questions)


def _beside_customers(
    engine: Engine, knowledge: Knowledge, edits: Mapping[str, ChangedArticle], questions: Sequence[str]
) -> dict[str, Any]:
    """Milliseconds of customers' decisions, alone and while checks run on another thread as in the process."""
    _say("customers during a check")
    courtesy = Courtesy()
    comparing = Comparing(engine, courtesy)
    asked = [f"{text} please" for text in questions[: 2 * CUSTOMERS]]
    alone = [_asked(engine, knowledge, courtesy, text) for text in asked[:CUSTOMERS]]
    stop = threading.Event()

    def checks() -> None:
        while not stop.is_set():
            for change in edits.values():
                _check(comparing, knowledge, change, questions[:AT_ONCE])

    worker = threading.Thread(target=checks)
    worker.start()
    during = [_asked(engine, knowledge, courtesy, text) for text in asked[CUSTOMERS:]]
    stop.set()
    worker.join()
    return {"alone_ms": alone, "during_ms": during}


def _asked(engine: Engine, knowledge: Knowledge, courtesy: Courtesy, text: str) -> float:
    began = time.perf_counter()
    with courtesy.asking():
        _reply(engine.evidence(knowledge, text)[0])
    return 1000 * (time.perf_counter() - began)


def _say(words: str) -> None:
    print(f"benchmark: {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
