"""Masks a customer's personal data in an agent's answer, before it is shown for another customer's question.

It masks too much rather than too little. A masked value becomes a placeholder in braces, which the composer does not
send; the agent fills in the value. An answer that would be mostly placeholders is dropped.
"""

import re
from collections.abc import Callable, Iterable, Sequence

MOST_MASKED = 3
SHORTEST = 20

_GREETING = re.compile(
    r"\A\s*(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening)|hallo|beste|dag|goedendag"
    r"|guten (?:morgen|tag|abend)|liebe[rs]?|sehr geehrte[rs]?)\b(?:\s+(?:mr|mrs|ms|dr)\.)?"
    r"[^\n.!,]{0,60}(?:[.!,]+|\n|\Z)\s*",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"\n\s*(?:(?:kind|best|warm) regards|best wishes|regards|yours|cheers|met vriendelijke groet|groeten?"
    r"|mit freundlichen grüßen|viele grüße)\b.*\Z",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s<>@{}]+@[^\s<>@{}]+\.[^\s<>@{}.,;:!?)]+")
_NUMBER = re.compile(r"[+(]?[^\W\d_]{0,6}[-#+(]?\d[\w\-./()]*(?:[ ][\d()][\d\-./()]*)*")
_LONGEST_PLAIN = 2
"""A number with this many digits is personal: "60 days" is an answer, "WW-48213" is a customer's."""
_DIGITS_APART = re.compile(r"[+(]*\d(?:[\s()+./\u2010-\u2015-]*\d)+\)?")
_PHONE_END = 6
"""A phone number is recognised by its last digits; it must have at least this many."""
_CAPITALISED = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?:\A|[.!?:\n*\u2022-])\s*\Z")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|dr|herr|frau|mevrouw|meneer)\.?\s*\Z", re.IGNORECASE)
_OPENERS = frozenset(
    "also but currently however indeed no please sorry sure thank thanks then unfortunately usually well yes".split()
)
_OWN_NAME = re.compile(r"\b(?:my name is|i am|i'm|this is)\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)", re.IGNORECASE)


def names_in(said: Iterable[str]) -> list[str]:
    """The names that customers give for themselves in their messages."""
    found = [each for text in said for each in _OWN_NAME.findall(text)]
    return [name for name in found if any(part[0].isupper() for part in name.split())]


def mask(
    text: str, names: Sequence[str], agent_name: str, is_public: Callable[[str], bool], phones: Sequence[str] = ()
) -> str | None:
    """The text without greeting, sign-off and the customer's data; None if too little is left.

    `names` and `phones` are the customer's. Inside a sentence, a capitalised word stays only if `is_public` accepts it.
    """
    plain = _SIGN_OFF.sub("", _GREETING.sub("", text.replace("{", "(").replace("}", ")"))).strip()
    plain = _without_phones(_EMAIL.sub("{email}", _LINK.sub("{link}", plain)), phones)
    plain = _NUMBER.sub(_number, plain)
    plain = _named(plain, _parts(agent_name), "{agent_name}")
    plain = _named(plain, [part for name in names for part in _parts(name)], "{customer_name}")
    masked = _without_strangers(plain, is_public)
    holes = masked.count("{") - masked.count("{agent_name}")
    return masked if holes <= MOST_MASKED and len(re.sub(r"\{\w+\}", "", masked)) >= SHORTEST else None


def _without_phones(text: str, phones: Sequence[str]) -> str:
    """Masks phone numbers however their digits are grouped, with or without the country code."""
    ends = {_digits(phone)[-_PHONE_END:] for phone in phones}

    def replace(found: re.Match[str]) -> str:
        return "{number}" if any(end in _digits(found[0]) for end in ends) else found[0]

    return _DIGITS_APART.sub(replace, text)


def _digits(written: str) -> str:
    return "".join(character for character in written if character in "0123456789")


def _number(found: re.Match[str]) -> str:
    written = found[0]
    if sum(character.isdigit() for character in written) <= _LONGEST_PLAIN:
        return written
    return "{number}" + written[len(written.rstrip("./-")) :]


def _parts(name: str) -> list[str]:
    return [part for part in re.findall(r"[^\W\d_]+", name) if len(part) > 1]


def _named(text: str, parts: Iterable[str], placeholder: str) -> str:
    for part in parts:
        text = re.sub(rf"(?<!\{{)\b{re.escape(part)}\b(?!\w*\}})", placeholder, text, flags=re.IGNORECASE)
    doubled = re.escape(placeholder)
    return re.sub(rf"{doubled}(?:\s+{doubled})+", placeholder, text)


def _without_strangers(text: str, is_public: Callable[[str], bool]) -> str:
    """At the start of a sentence any word may be capitalised; if a comma follows, it may be a name."""

    def replace(found: re.Match[str]) -> str:
        word, following = found[0], text[found.end() : found.end() + 1]
        before = text[: found.start()]
        begins = _SENTENCE_END.search(before) is not None and _TITLE.search(before) is None
        if (begins and following not in ",!") or word.lower() in _OPENERS or is_public(word):
            return word
        return "{name}"

    return _CAPITALISED.sub(replace, text)
