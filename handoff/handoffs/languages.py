"""Which language a customer has and which ones an agent speaks, by the primary tags of BCP 47: `en`, `nl`."""

import re
from collections.abc import Sequence

PRIMARY_TAG = r"^[a-z]{2,3}$"

_PRIMARY = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_NO_LANGUAGE = frozenset({"mul", "und", "zxx"})
"""Several, undetermined, none: tags that name no language which somebody could speak."""


def language_of(locale: str | None) -> str | None:
    """The language of a locale such as `nl-BE`; None where it names none. Locales come from browsers unchecked."""
    found = _PRIMARY.fullmatch(locale or "")
    tag = found[1].lower() if found else None
    return None if tag in _NO_LANGUAGE else tag


def speaks(languages: Sequence[str], language: str | None) -> bool:
    """Who has no languages listed speaks any; a handoff without a language is anybody's."""
    return language is None or not languages or language in languages
