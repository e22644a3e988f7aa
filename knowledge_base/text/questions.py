"""The questions in a message: one that asks two gets two answers, and in a long story the question counts.

Plain rules on purpose: a question ends in a question mark, or begins like one; "and", "also" or a comma before a word
that begins questions separates two of them.
"""

import re

from knowledge_base.text.asking import BEGINS, BEGINS_LIKE_ONE, is_asked
from knowledge_base.text.sentences import sentences
from knowledge_base.text.words import content_words

FEWEST_WORDS = 1  # content words; a text with none asks nothing by itself
FEWEST_BESIDE = 2  # content words; what has fewer belongs to the question beside it
LONG_WORDS = 30  # a message with more words is a story that contains a question

_JOINS = r"(?:,?\s+(?:and|also|und|ook|en|et|y)\s+(?:also\s+)?|[;:]\s+)"
_JOINED = re.compile(rf"{_JOINS}(?=(?:{BEGINS})\b)", re.IGNORECASE)
_BESIDE = re.compile(rf"(?:,\s*|\s+[-–]\s+)(?=(?:{BEGINS})\b)(?!where|which|who|when)", re.IGNORECASE)


def questions_in(text: str) -> list[str]:
    """Each question of the message by itself, in order; empty if it asks none explicitly."""
    asked = [part for sentence in sentences(text) if is_asked(sentence) for part in _parted(sentence)]
    return [part for part in asked if len(content_words(part)) >= FEWEST_WORDS]


def _parted(sentence: str) -> list[str]:
    """The questions of one sentence, without what only leads to them; the sentence itself if none begins like one."""
    parts = [part.strip() for joined in _JOINED.split(sentence) for part in _beside(joined)]
    return [part for part in parts if BEGINS_LIKE_ONE.search(part)] or [sentence.strip()]


def _beside(text: str) -> list[str]:
    """Questions with only a comma between them; one with little content belongs to its neighbour."""
    parts = _BESIDE.split(text)
    enough = all(len(content_words(part)) >= FEWEST_BESIDE for part in parts)
    return parts if enough and len(parts) > 1 and BEGINS_LIKE_ONE.search(parts[0]) else [text]


def is_long(text: str) -> bool:
    return len(text.split()) > LONG_WORDS
