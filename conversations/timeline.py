"""What timeline messages say: in English for whoever reads their text, and as details for a client's own words.

A client finds its words by the event and, where an event can be told in several ways, by the wording's name; the
other details fill their blanks. So a widget speaks its reader's language without asking the server which that is.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A timeline message's English text, and the details by which a client says the same; None: it cannot."""

    text: str
    details: Mapping[str, str | int] | None


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to tell an event: English with blanks. Where an event has several, each has a name."""

    english: str
    name: str | None = None

    def fill(self, **values: str | int) -> Words:
        """The words with their blanks filled; each blank needs its value."""
        named = {} if self.name is None else {"wording": self.name}
        return Words(self.english.format(**values), {**named, **values})


REOPENED = Wording("The conversation was opened again.")
ENDED = Wording("The customer ended the conversation.")
