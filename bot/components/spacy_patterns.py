"""spaCy's entity ruler and its pipeline. Nothing is downloaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


def patterns_of(words: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The ruler's patterns for the words that packs name as entities."""
    return [
        {"label": entity, "pattern": [{"LOWER": part} for part in word.lower().split()], "id": word}
        for entity, listed in words.items()
        for word in listed
    ]


def english(words: Mapping[str, Sequence[str]]) -> Language:
    """A blank English pipeline, with the ruler where there are words for it."""
    import spacy  # slow to import, and only needed by the process that runs a model

    nlp = spacy.blank("en")
    if not words:
        return nlp
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(patterns_of(words))
    return nlp
