"""Masks what identifies a customer in a question that an editor sees in a list.

Too much rather than too little: an editor needs the words of the question, never the number in it.
"""

import re

EMAIL, IBAN, NUMBER = "[e-mail]", "[iban]", "[number]"

_EMAIL = re.compile(r"[^\s<>@\[\]{}(),;:\"]+@[^\s<>@\[\]{}(),;:\"]+\.[^\W\d_]{2,}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}\b", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]?\d(?:[\s().,/\u2010-\u2015-]?\d)*")
_FEWEST_DIGITS = 5
"""Years, prices and days are part of a question; order numbers, phone numbers and cards have more digits."""


def masked(text: str) -> str:
    """The text without e-mail addresses, account, card and phone numbers, and other long numbers."""
    return _NUMBER.sub(_number, _IBAN.sub(_iban, _EMAIL.sub(EMAIL, text)))


def _iban(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found[0])
    return IBAN if digits >= _FEWEST_DIGITS else found[0]


def _number(found: re.Match[str]) -> str:
    return NUMBER if sum(character.isdigit() for character in found[0]) >= _FEWEST_DIGITS else found[0]
