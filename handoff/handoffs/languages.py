"""The customer's language and the agents' languages, as BCP 47 primary tags such as `en` or `nl`."""

import re
from collections.abc import Mapping, Sequence

from conversations.conversation import Conversation

PRIMARY_TAG = r"^[a-z]{2,3}$"

_PRIMARY = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_SAME: Mapping[str, str] = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}
"""Other tags of a language."""

_NO_LANGUAGE = frozenset({"mul", "und", "zxx"})
"""Multiple, undetermined and none: tags that do not name a language somebody can speak."""


def language_of(locale: str | None) -> str | None:
    """Returns the language of a locale such as `nl-BE`, or None. Locales come from browsers and are not validated."""
    found = _PRIMARY.fullmatch(locale or "")
    tag = found[1].lower() if found else None
    return None if tag in _NO_LANGUAGE else _SAME.get(tag or "", tag)


def customer_language(conversation: Conversation) -> str | None:
    """The language that the customer writes, as far as it is known; otherwise that of their widget."""
    written = conversation.memory.get("language")
    return str(written) if written else language_of(conversation.locale)


def speaks(languages: Sequence[str], language: str | None) -> bool:
    """Returns whether an agent speaks the language. No listed languages means any; a handoff may need no language."""
    return language is None or not languages or language in {_SAME.get(each, each) for each in languages}
