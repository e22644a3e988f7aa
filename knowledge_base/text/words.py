"""The words of a text that carry meaning, and their stems: free of numpy, so that `chat` can use this too."""

import re
from collections.abc import Iterator

PIECE = "~"
LONGEST_PIECE = 4  # letters; measured on German questions: 3 to 5 are alike, whole stems find less
DENSE_PIECE = 2  # of scripts that write without spaces
_UNSPACED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # Thai, Lao, kana, Han, Hangul
_RUN = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_DENSE = re.compile(rf"[{_UNSPACED}]")
_WORD = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")
_STOP_WORDS = frozenset(
    "a about am an and any are as at be been but by can could did do does for from get had has have he how i if in "
    "into is it its just like make may me my need not of on one or our possible she should so some someone something "
    "than that the them then there they this to use using want was way we were what when where which who why will "
    "with without would you your please hello hi thanks thank".split()
)


def words(text: str) -> list[str]:
    """Content words, lower case and cut to a stem.

    A hyphenated word gives its parts, the whole word, and the word without the hyphen: customers write "E-104" as "e
    104" and as "E104", and an "e-mail" as an "email".
    """
    found: list[str] = []
    for token in _WORD.findall(text.casefold()):
        if "-" in token or "_" in token:
            found.extend(stem(part) for part in re.split(r"[-_]", token) if part not in _STOP_WORDS)
            found.extend((token, stem(re.sub("[-_]", "", token))))
        elif token not in _STOP_WORDS:
            found.append(stem(token))
    return found


def terms(text: str, *, english: bool) -> list[str]:
    """What a lexical search counts: the words of an English text, pieces of the words of any other.

    Pieces join what other languages join and bend: "Zählerstand" and "Zähler", "opzeggen" and "opgezegd". They need no
    stems and no stop words of each language, and survive a typing error. Each begins with a mark that no word has.
    """
    if english:
        return words(text)
    return [PIECE + piece for token in _WORD.findall(text.casefold()) for piece in _pieces(token)]


def _pieces(token: str) -> Iterator[str]:
    for run in _RUN.findall(token):
        size = DENSE_PIECE if _DENSE.match(run) else LONGEST_PIECE
        yield from (run[start : start + size] for start in range(max(1, len(run) - size + 1)))


def content_words(text: str) -> list[str]:
    """The words that carry meaning, as written but in lower case."""
    return [token for token in _WORD.findall(text.casefold()) if token not in _STOP_WORDS]


def stem(word: str) -> str:
    """A light stem: enough to join "returned", "returns" and "returning", too little to join unrelated words."""
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith("ed"):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
