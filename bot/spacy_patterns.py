"""What spaCy's entity ruler marks in a message, and the pipeline it lives in. Nothing is downloaded for it."""

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
    """A blank English pipeline with the ruler in it."""
    import spacy  # slow to import, and only the process that runs a model needs it

    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(PATTERNS)
    return nlp
