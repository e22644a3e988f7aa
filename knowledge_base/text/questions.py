"""The questions that a message asks: one that asks two gets two answers, and in a long story the question counts.

Plain rules on purpose: a question ends in a question mark, or begins like one; "and" or "also" before a word that
questions begin with parts two of them.
"""

import re

from knowledge_base.text.sentences import sentences
from knowledge_base.text.words import content_words

FEWEST_WORDS = 1  # content words; what has none asks nothing by itself
LONG_WORDS = 30  # from which a message is a story that holds a question

_BEGINS = (
    r"how|what|when|where|which|who|why|can|could|do|does|is|are|may|will|would|should|"
    r"wie|was|wann|wo|welche[rs]?|wer|warum|kann|muss|gibt|ist|sind|hoe|wat|wanneer|waar|kan|is er|"
    r"comment|quand|où|est-ce|cómo|cuándo|dónde|cuánto"
)
_PARTED = re.compile(rf"(?:,?\s+(?:and|also|und|ook|en|et|y)\s+(?:also\s+)?|;\s*)(?=(?:{_BEGINS})\b)", re.IGNORECASE)
_ASKS = re.compile(rf"^\W*(?:(?:and|also|und|but)\s+)?(?:{_BEGINS})\b", re.IGNORECASE)


def questions_in(text: str) -> list[str]:
    """Each question of the message by itself, in order; empty where it asks none in so many words."""
    asked = [part for sentence in sentences(text) if _is_asked(sentence) for part in _PARTED.split(sentence)]
    return [part.strip() for part in asked if len(content_words(part)) >= FEWEST_WORDS]


def is_long(text: str) -> bool:
    return len(text.split()) > LONG_WORDS


def _is_asked(sentence: str) -> bool:
    return sentence.rstrip().endswith("?") or bool(_ASKS.search(sentence))
