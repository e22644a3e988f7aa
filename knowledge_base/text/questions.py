"""The questions in a message: one that asks two gets two answers, and in a long story the question counts.

Plain rules on purpose: a question ends in a question mark, or begins like one; "and" or "also" before a word that
begins questions separates two of them.
"""

import re

from knowledge_base.text.sentences import sentences
from knowledge_base.text.words import content_words

FEWEST_WORDS = 1  # content words; a text with none asks nothing by itself
LONG_WORDS = 30  # a message with more words is a story that contains a question

_BEGINS = (
    r"how|what|when|where|which|who|why|can|could|do|does|is|are|may|will|would|should|"
    r"wie|was|wann|wo|welche[rs]?|wer|warum|kann|muss|gibt|ist|sind|hoe|wat|wanneer|waar|kan|is er|"
    r"comment|quand|où|est-ce|cómo|cuándo|dónde|cuánto"
)
_PARTED = re.compile(rf"(?:,?\s+(?:and|also|und|ook|en|et|y)\s+(?:also\s+)?|;\s*)(?=(?:{_BEGINS})\b)", re.IGNORECASE)
_ASKS = re.compile(rf"^\W*(?:(?:and|also|und|but)\s+)?(?:{_BEGINS})\b", re.IGNORECASE)


def questions_in(text: str) -> list[str]:
    """Each question of the message by itself, in order; empty if it asks none explicitly."""
    asked = [part for sentence in sentences(text) if _is_asked(sentence) for part in _PARTED.split(sentence)]
    return [part.strip() for part in asked if len(content_words(part)) >= FEWEST_WORDS]


def is_long(text: str) -> bool:
    return len(text.split()) > LONG_WORDS


def _is_asked(sentence: str) -> bool:
    return sentence.rstrip().endswith("?") or bool(_ASKS.search(sentence))
