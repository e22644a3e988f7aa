"""Masks personal data and secrets in a customer's words, before they are shown for anything but the conversation.

The rules look for forms, not for meanings: addresses, numbers that pass their own check sums, long numbers, and what
follows "my password is". They mask too much rather than too little, and cannot see everything: a name that is written
like any other word stays.
"""

import re
from collections.abc import Callable

LONGEST_PLAIN_DIGITS = 4
"""A number with more digits is somebody's: "2024" and "1500" are not."""

_PLACEHOLDER = re.compile(r"\s*\[(?:e-mail|link|iban|card|phone|number|secret|name)\]")
_EMAIL = re.compile(r"[^\s<>@\[\]()]+@[^\s<>@\[\]()]+\.[^\s<>@\[\].,;:!?()]+")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}\b")
_SHORTEST_IBAN = 15
_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
_PHONE = re.compile(r"(?<![\w])(?:\+|00|\(?0)[\d(](?:[\s()./-]*\d){6,13}(?!\w)")
_NUMBER = re.compile(r"(?<![\w])(?:[^\W\d_]{1,6}[-#]?|#)?\d(?:[ ./-]?\d)*(?:[-]?[^\W_]{0,3})(?!\w)")
_SECRET = re.compile(
    r"\b((?:pass ?word|pass ?code|passwort|kennwort|wachtwoord|mot de passe|pin(?: code)?|cvc|cvv|security code)"
    r"(?:\s+(?:is|was|ist|est|are)\b|\s*[:=])\s*)(\S+)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}(?![\w-])")
_OWN_NAME = re.compile(
    r"\b((?i:my name is|my name's|ich heisse|ich heiße|mein name ist|mijn naam is|ik heet|je m'appelle)\s+)"
    r"(?!(?:not|no|on|in|wrong|spelled|spelt|misspelled|missing|different|still)\b)"
    r"[^\W\d_][\w'’-]*(?:\s+(?:(?:van|de|der|den|von|da|di)\s+){0,2}[A-ZÀ-Þ][\w'’-]*){0,2}"
)


def masked(text: str) -> str:
    """The text with a word in square brackets for each value."""
    text = _LINK.sub("[link]", _EMAIL.sub("[e-mail]", text))
    text = _SECRET.sub(r"\1[secret]", text)
    text = _OWN_NAME.sub(r"\1[name]", text)
    text = _IBAN.sub(_iban, text)
    text = _CARD.sub(_if(_is_card, "[card]"), text)
    text = _PHONE.sub("[phone]", _TOKEN.sub("[secret]", text))
    return _NUMBER.sub(_if(_is_long, "[number]"), text)


def without_personal_data(text: str) -> str:
    """The text on one line without the values, for words that are to be kept."""
    return " ".join(_PLACEHOLDER.sub("", masked(text)).split())


def _if(applies: Callable[[str], bool], placeholder: str) -> Callable[[re.Match[str]], str]:
    return lambda found: placeholder if applies(found[0]) else found[0]


def _iban(found: re.Match[str]) -> str:
    """The longest beginning of the match that is an account number; words may follow it."""
    written = found[0]
    for end in range(len(written), _SHORTEST_IBAN - 1, -1):
        if written[end - 1].isalnum() and _is_iban(written[:end]):
            return "[iban]" + written[end:]
    return written


def _is_iban(written: str) -> bool:
    """The check of ISO 13616: the first four characters to the end, letters as numbers, modulo 97."""
    plain = re.sub(r"[ -]", "", written).upper()
    moved = plain[4:] + plain[:4]
    return len(plain) >= _SHORTEST_IBAN and int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _is_card(written: str) -> bool:
    """The Luhn check of card numbers."""
    digits = [int(character) for character in reversed(written) if character.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[0::2]) + sum(doubled)) % 10 == 0


def _is_long(written: str) -> bool:
    return sum(character.isdigit() for character in written) > LONGEST_PLAIN_DIGITS
