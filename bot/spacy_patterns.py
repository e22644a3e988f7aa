"""spaCy's entity ruler and its pipeline. Nothing is downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

PRODUCT_LINES = ("heron", "kestrel", "swift", "plover", "merlin")
PATTERNS: list[dict[str, Any]] = [
    *({"label": "product", "pattern": [{"LOWER": line}], "id": line} for line in PRODUCT_LINES),
    {"label": "return_number", "pattern": [{"TEXT": {"REGEX": r"^[Rr][Tt]-?\d{5}$"}}]},
]


def english() -> Language:
    """A blank English pipeline with the ruler."""
    import spacy  # slow to import, and only needed by the process that runs a model

    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(PATTERNS)
    return nlp
