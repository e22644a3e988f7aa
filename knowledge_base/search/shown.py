"""What a customer reads of an article: the parts that answer, under their headings, and not too much.

A short article is shown whole. For a longer one, the likeliest part comes first; others follow if it is not clear
that the first answers alone. Headings are shown, because they can carry the "not" ("Where we do not deliver"). Of a
long table, only the header and the rows that the question names are shown. What is still taller than two screens of a
phone ends at the last line that fits: "Read on" opens the rest.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge_base.search.passages import Passage, is_in_table, plain, table_cells
from knowledge_base.text.words import words

WHOLE_ARTICLE_WORDS = 60
MOST_SHOWN_WORDS = 200  # of several parts together
MOST_PARTS = 3
ENOUGH = 0.8  # of the answer; a part surer than this needs no second part
LEAST_SHARE = 0.04  # of the answer; a part less likely than this is not shown with another
OPENING_WORDS = 40  # an article's opening of at most so many words is shown with any of its parts: it says what holds
ROWS_SHOWN_WHOLE = 12  # of a table; a longer one shows only the rows that are asked about
MOST_LINES = 45  # of an article, as a phone breaks them; no question's facts were lost with 45, one's with 40
LINE = 40  # characters on a phone
SIZES_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Shown:
    """`text` is Markdown, `section` the likeliest part's heading path, `share` how likely the answer is in it.

    `brief` is the text of the likeliest part alone, the one under `section`: for where several articles are shown.
    `whole`: the article says no more than `text`, so there is nothing more to read.
    """

    text: str
    brief: str
    section: str
    share: float
    whole: bool = False


def shown_of(passages: Sequence[Passage], shares: Sequence[float], asked: Mapping[str, float]) -> Shown | None:
    """`shares` are each passage's chance to be the answer; `asked` is the question's stems with their weights.

    None if the article has no text.
    """
    if not passages:
        return None
    order = sorted(range(len(passages)), key=lambda number: -shares[number])
    first = order[0]
    if sum(_size(passage) for passage in passages) <= WHOLE_ARTICLE_WORDS:
        texts = _texts(passages, asked)
        return Shown(_joined(passages, texts), texts[first], passages[first].section, 1.0, _uncut(passages, texts))
    chosen, size, share = [first], _size(passages[first]), shares[first]
    for number in order[1:]:
        bigger = size + _size(passages[number])
        likely = share < ENOUGH and shares[number] >= LEAST_SHARE and len(chosen) < MOST_PARTS
        if bigger <= MOST_SHOWN_WORDS and (likely or _announced(passages, first, number)):
            chosen, size, share = [*chosen, number], bigger, share + shares[number]
    if 0 not in chosen and _size(passages[0]) <= min(OPENING_WORDS, MOST_SHOWN_WORDS - size):
        chosen, share = [*chosen, 0], share + shares[0]
    shown = [passages[first], *(passages[number] for number in sorted(chosen[1:]))]
    texts = _texts(shown, asked)
    whole = len(shown) == len(passages) and _uncut(shown, texts)
    return Shown(_joined(shown, texts), texts[0], passages[first].section, share, whole)


def _announced(passages: Sequence[Passage], first: int, number: int) -> bool:
    """Whether that part is a table directly after the first one, under the same heading: they belong together."""
    if number != first + 1 or passages[number].section != passages[first].section:
        return False
    return any(is_in_table(line) for line in passages[number].text.split("\n"))


def _size(passage: Passage) -> int:
    return _words_in(passage.text)


@lru_cache(SIZES_KEPT)
def _words_in(markdown: str) -> int:
    """Kept, because each question looks at many passages, and reading their marks took a third of a decision."""
    return len(plain(markdown).split())


def _texts(passages: Sequence[Passage], asked: Mapping[str, float]) -> list[str]:
    return _as_tall_as_two_screens([rows_meant(passage.text, asked) for passage in passages])


def _as_tall_as_two_screens(texts: Sequence[str]) -> list[str]:
    """The texts up to the last line that fits; what comes behind it is empty. The first line always fits."""
    cut: list[str] = []
    left = float(MOST_LINES)
    for text in texts:
        kept: list[str] = []
        for line in text.split("\n"):
            left -= _lines(line)
            if left < 0 and (kept or cut):
                break
            kept.append(line)
        cut.append("\n".join(kept).rstrip())
    return cut


@lru_cache(SIZES_KEPT)
def _lines(line: str) -> float:
    """How many lines of a phone a line of Markdown takes: in a table, as many as its longest cell."""
    if not line.strip():
        return 0.5
    cells = table_cells(line) or [plain(line)]
    return max(1.0, *(math.ceil(len(cell) * len(cells) / LINE) for cell in cells))


def _uncut(passages: Sequence[Passage], texts: Sequence[str]) -> bool:
    return all(passage.text == text for passage, text in zip(passages, texts, strict=True))


def _joined(passages: Sequence[Passage], texts: Sequence[str]) -> str:
    """The parts with their headings; a heading that several parts share appears once."""
    blocks: list[str] = []
    section = ""
    for passage, text in zip(passages, texts, strict=True):
        if not text:
            continue
        if passage.section and passage.section != section:
            blocks.append(f"**{passage.section}**")
        section = passage.section
        blocks.append(text)
    return "\n\n".join(blocks)


def rows_meant(markdown: str, asked: Mapping[str, float]) -> str:
    """The Markdown with long tables cut to the rows whose first cell the question names; whole if it names none."""
    if "|" not in markdown:
        return markdown
    kept: list[str] = []
    table: list[str] = []
    for line in [*markdown.split("\n"), ""]:
        if is_in_table(line):
            table.append(line)
            continue
        kept.extend(_meant(table, asked))
        table = []
        kept.append(line)
    return "\n".join(kept[:-1])


def _meant(table: list[str], asked: Mapping[str, float]) -> list[str]:
    header, rows = table[:2], table[2:]
    if len(rows) <= ROWS_SHOWN_WHOLE:
        return table
    named = [sum(weight for word, weight in asked.items() if word in _label(row)) for row in rows]
    best = max(named)
    meant = [row for row, weight in zip(rows, named, strict=True) if weight > 0 and weight >= best / 2]
    return [*header, *meant] if meant and len(meant) <= len(rows) // 2 else table


@lru_cache(SIZES_KEPT)
def _label(row: str) -> frozenset[str]:
    cells = table_cells(row) or [""]
    return frozenset(words(cells[0]))
