"""The texts of timeline messages: in English, and as details from which clients build other languages.

A client finds its own text by the event and, if an event has several wordings, by the wording's name. The other details
fill the placeholders. So a widget can show any language without telling the server which one.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A timeline message's English text, and the details from which a client builds its own; None if it cannot."""

    text: str
    details: Mapping[str, str | int] | None


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an event: English text with placeholders. If an event has several wordings, each has a name."""

    english: str
    name: str | None = None

    def fill(self, **values: str | int) -> Words:
        """Fills in the placeholders. Every placeholder needs a value."""
        named = {} if self.name is None else {"wording": self.name}
        return Words(self.english.format(**values), {**named, **values})


REOPENED = Wording("The conversation was opened again.")
MERGED_LED = Wording("This conversation goes on in your other one.", "led")
MERGED_ELSEWHERE = Wording(
    "{agent} answers this in another conversation that was opened with your e-mail address, so this one is closed. "
    "If that was not you, write here.",
    "elsewhere",
)
JOINED_OTHER = Wording("Your other conversation goes on here.")
ENDED = Wording("The customer ended the conversation.")
