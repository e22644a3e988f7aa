"""Which part of a translation says what was shown of the original.

Headings tell: if both articles have the same headings in the same order and depth, the same places say the same. A
short translation is shown whole. For everything else there is no honest choice: the search has judged the original's
part, and nothing says which part of the translation it became. Then the reply keeps the original and links the
translation (decision 75).

`chat` loads this, so it reads Markdown itself: the passages of the search need what only `knowledge` has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge_base.articles.article import Article
from knowledge_base.help.article_html import inline_text, plain_text
from knowledge_base.help.markdown import parse

MOST_WORDS = 200
"""Of what is shown, as in a reply from the article itself."""

LONGEST_BODY = 32 * 1024
"""Characters; reading fewer takes less than a tenth of a second."""

BELOW = " › "
"""Stands between a heading and one below it, as in what the search shows."""


@dataclass(frozen=True, slots=True)
class Part:
    """`text` is Markdown, `section` its heading path. `whole`: the article says no more than this."""

    text: str
    section: str
    whole: bool

    @property
    def heading(self) -> str:
        return _heading(self.section)


@dataclass(frozen=True, slots=True)
class _Section:
    path: str
    depth: int
    text: str
    words: int

    @property
    def lines(self) -> set[str]:
        return {line.strip() for line in self.text.split("\n")} - {""}

    @property
    def shown(self) -> str:
        return f"{_heading(self.path)}{self.text}"


def _heading(path: str) -> str:
    return f"**{path}**\n\n" if path else ""


def matching_part(original: Article, shown: str, section: str, translation: Article) -> Part | None:
    """What the translation says of it; None if that is not clear. `shown` is Markdown, `section` its heading path."""
    if max(len(original.body), len(translation.body)) > LONGEST_BODY:
        return None
    source, target = list(_sections(original.body)), list(_sections(translation.body))
    alike = [each.depth for each in source] == [each.depth for each in target]
    places = _places(source, shown, section) if alike else range(len(target))
    chosen = [target[place] for place in places]
    if not chosen or sum(each.words for each in chosen) > MOST_WORDS:
        return None
    return Part("\n\n".join(each.shown for each in chosen), chosen[0].path, len(chosen) == len(target))


def _places(source: Sequence[_Section], shown: str, section: str) -> list[int]:
    """The sections of which something was shown, the likeliest first.

    A long paragraph is shown in part and a long table without most of its rows; then only the heading tells.
    """
    lines = {line.strip() for line in shown.split("\n")}
    read = [place for place, each in enumerate(source) if each.lines & lines]
    likeliest = [place for place in read if source[place].path == section]
    if not likeliest:
        likeliest = [place for place, each in enumerate(source) if each.path == section][:1]
    return [*likeliest, *(place for place in read if place not in likeliest)]


def _sections(body: str) -> Iterable[_Section]:
    """The text under each heading, in order; headings without text are left out."""
    lines = body.split("\n")
    tokens = parse(body)
    headings = [
        (place, token)
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map is not None
    ]
    starts = [(0, 0, "", 0)]
    path: list[tuple[int, str]] = []
    for place, token in headings:
        depth = int(token.tag[1:])
        path = [*(step for step in path if step[0] < depth), (depth, " ".join(inline_text(tokens[place + 1]).split()))]
        assert token.map is not None
        starts.append((place + 3, token.map[1], BELOW.join(name for _, name in path), len(path)))
    ends = [(place, token.map[0]) for place, token in headings if token.map is not None]
    for (first, begin, name, depth), (last, end) in zip(starts, [*ends, (len(tokens), len(lines))], strict=True):
        text = "\n".join(lines[begin:end]).strip()
        if text:
            yield _Section(name, depth, text, len(plain_text(tokens[first:last]).split()))
