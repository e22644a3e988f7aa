"""When two phrasings are the same one: capitals, punctuation and spaces do not count. No numpy here."""

import re

_APART = re.compile(r"[\W_]+")


def compared(phrasing: str) -> str:
    return _APART.sub(" ", phrasing.casefold()).strip()
