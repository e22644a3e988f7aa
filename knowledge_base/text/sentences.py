"""spaCy without a model: sentences and tokens from rules alone.

spaCy's trained models are not on the package registry. Importing spaCy also imports torch if it is installed, which
costs half a gigabyte that no process here needs. So torch is hidden during the import.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

SPACY_MAX_CHARACTERS = 400_000


@contextmanager
def _torch_hidden() -> Iterator[None]:
    """`sys.modules[name] = None` makes `import name` fail, which spaCy's libraries take as "not installed"."""
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["torch"]


@cache
def english() -> "Language":
    """The shared pipeline; building it takes a second, and after that it is only read."""
    with _torch_hidden():
        import spacy

        pipeline = spacy.blank("en")
        pipeline.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "。", "？", "！"]})
    pipeline.max_length = SPACY_MAX_CHARACTERS
    return pipeline


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, stripped, none empty."""
    return [found for span in english()(text).sents if (found := span.text.strip())]
