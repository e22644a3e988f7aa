"""Sets of articles and questions for learning weights: read, indexed, and asked as the product would ask."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.evaluation.answers import QuestionRow, read_articles, read_questions
from knowledge_base.search.index import Index
from knowledge_base.search.topics import fit_topics
from knowledge_base.service.engine import Engine, engine_of
from knowledge_base.settings import KnowledgeSettings


@dataclass(frozen=True)
class LabelledSet:
    """One knowledge base with questions whose answers are known."""

    name: str
    index: Index
    questions: tuple[QuestionRow, ...]


def arguments_for(program: str, words: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"knowledge_base.evaluation.{program}", description=words)
    parser.add_argument(
        "--set", dest="sets", nargs=2, type=Path, action="append", required=True, metavar=("ARTICLES", "QUESTIONS")
    )
    parser.add_argument("--encoder", type=Path, default=KnowledgeSettings().encoder)
    return parser


def read_sets(folder: Path, sets: Sequence[Sequence[Path]]) -> Iterator[tuple[Engine, LabelledSet]]:
    """Each set with topics learned from its articles, one after the other; the engine keeps their vectors."""
    engine = engine_of(folder)
    for articles, questions in sets:
        index = engine.index(read_articles(articles))
        topics, _ = fit_topics([entry.article.id for entry in index.entries], index.topic_examples())
        learned = index.with_learned(topics, engine.word_coverage(index))
        yield engine, LabelledSet(str(questions), learned, tuple(read_questions(questions)))


def text_of(asked: QuestionRow) -> str:
    """The question with the message before it, which follow-ups need."""
    return " ".join([*asked.earlier[-1:], asked.text])
