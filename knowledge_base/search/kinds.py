"""The kinds of thing that a question asks for and that a part of an article names: amounts, times, numbers, a no."""

import re

from knowledge_base.search.passages import Passage

LONGEST_COUNTED = 160.0  # words; being longer than this makes no difference

_AMOUNT_ASKED = re.compile(r"\b(how much|costs?|prices?|fees?|charges?|expensive|teuer|kostet|kosten)\b")
_TIME_ASKED = re.compile(r"\b(how long|how soon|how fast|when|until|deadline|wann|wie lange|bis wann)\b")
_NUMBER_ASKED = re.compile(r"\b(how many|how often|how far|how old|maximum|limit|at most|wie viele|wie oft)\b")
_WHETHER_ASKED = re.compile(r"^\W*(can|could|do|does|did|is|are|am|may|will|would|must|kann|darf|muss|gibt|ist)\b")
_AMOUNT = re.compile(r"[€£$]|\b(eur|euros?|free|kostenlos|gebühr)\b|\d\s?%")
_TIME = re.compile(
    r"\b(days?|weeks?|hours?|minutes?|months?|years?|tage?n?|wochen?|stunden?|minuten?|monate?n?|uhr|o'clock|am|pm|"
    r"monday|friday|sunday|today|tomorrow|\d{1,2}[:.]\d\d)\b"
)
_NUMBER = re.compile(r"\d")
_NO = re.compile(r"\b(not|no|never|only|cannot|can't|except|unless|nicht|kein\w*|nur|außer)\b")

ASKED = (_AMOUNT_ASKED, _TIME_ASKED, _NUMBER_ASKED, _WHETHER_ASKED)
NAMED = (_AMOUNT, _TIME, _NUMBER, _NO)
KINDS = 1 + len(NAMED)


def kinds_asked(question: str) -> list[float]:
    """1 for each kind that the question asks for, in the order amount, time, number, whether."""
    said = question.casefold()
    return [float(bool(kind.search(said))) for kind in ASKED]


def kinds_of(passage: Passage) -> list[float]:
    """How long the part is, 0 to 1, then 1 for each kind that it names."""
    text = f"{passage.section} {passage.text}".casefold()
    length = min(len(passage.text.split()), LONGEST_COUNTED) / LONGEST_COUNTED
    return [length, *(float(bool(kind.search(text))) for kind in NAMED)]
