"""A title as the readable part of an address: `Wie läuft die Rückgabe?` becomes `wie-laeuft-die-rueckgabe`.

Latin letters lose their marks, because an address that is pasted into a mail shows every other letter as `%C3%BC`.
Other scripts stay as they are: browsers show them, and a transcription helps nobody who reads them.
"""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_SLUG = 80

_WRITTEN_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "&": " "}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_APOSTROPHES = re.compile("['’ʼ`´]")
_BETWEEN = re.compile(r"-{2,}")


def slug_of(title: str, locale: str) -> str:
    """Empty if the title has neither letters nor digits."""
    text = unicodedata.normalize("NFC", title).casefold()
    if locale.split("-")[0].lower() == "de":
        text = text.translate(_GERMAN)
    text = _APOSTROPHES.sub("", text.translate(_WRITTEN_OUT))
    joined = "".join(each if _may_stand(each) else "-" for each in _plain_latin(text))
    return _shortened(_BETWEEN.sub("-", joined).strip("-"))


def numbered(slug: str) -> Iterator[str]:
    """The slug, and what to take if it is taken: `returns`, `returns-2`, `returns-3`, and so on."""
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def _plain_latin(text: str) -> str:
    """Without the marks on Latin letters; in other scripts they are part of the word."""
    kept: list[str] = []
    base = ""
    for each in unicodedata.normalize("NFD", text):
        marks = unicodedata.combining(each) > 0
        base = base if marks else each
        if not (marks and "a" <= base <= "z"):
            kept.append(each)
    return unicodedata.normalize("NFC", "".join(kept))


def _may_stand(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"


def _shortened(slug: str) -> str:
    """At most LONGEST_SLUG characters, cut between two words where that leaves enough."""
    if len(slug) <= LONGEST_SLUG:
        return slug
    cut = slug[: LONGEST_SLUG + 1].rpartition("-")[0]
    return cut if len(cut) > LONGEST_SLUG // 2 else slug[:LONGEST_SLUG]
