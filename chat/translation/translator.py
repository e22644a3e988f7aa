"""What a translation service is to Baton, whichever it is: texts in, texts out, or a failure with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Translated:
    """`language` is what the text was in, if the service says so."""

    text: str
    language: str | None = None


class TranslationFailed(Exception):
    """The service gave no translation; `reason` is a code for the log, without a word of the text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Translator(Protocol):
    async def translate(self, texts: Sequence[str], language: str) -> list[Translated]:
        """As many as were given, in their order. Raises TranslationFailed."""
        ...
