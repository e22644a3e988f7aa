"""An article's body as the help page shows it: the rules of `markdown`, and what only a page of its own needs.

Headings get anchors, so that a table of contents can lead to them. They begin below the page's own heading. A table
scrolls inside its frame, by keyboard too. The beginning of the text describes the page to search engines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from markdown_it.token import Token

from knowledge_base.help.markdown import parse, render
from knowledge_base.slugs.slug import slug_of

LONGEST_SUMMARY = 160
LONGEST_ANSWER = 500
FEWEST_QUESTIONS, MOST_QUESTIONS = 2, 20
QUESTION_MARKS = ("?", "？", "؟")
_CELLS = frozenset({"td_open", "th_open"})


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is that of the page: 2 for a part of the article."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A heading that asks, with the text below it."""

    question: str
    anchor: str
    answer: str


@dataclass(frozen=True, slots=True)
class ArticleHtml:
    """`words` counts roughly; languages without spaces count by letters. `asked` is empty unless every part asks."""

    html: str
    headings: tuple[Heading, ...]
    summary: str
    words: int
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of parts, for people who hear the page."""

    table: str
    code: str


def article_html(markdown: str, locale: str, labels: Labels) -> ArticleHtml:
    tokens = parse(markdown)
    headings = tuple(_anchored(tokens, locale))
    text = plain_text(tokens)
    count = len(text.split()) if " " in text[:2_000] else len(text) // 3
    asked = tuple(_asked(tokens, headings))
    framed = list(_framed(tokens, labels))
    return ArticleHtml(render(framed), headings, shortened(text, LONGEST_SUMMARY), count, asked)


def plain(markdown: str, longest: int) -> str:
    """The beginning of a Markdown text without its marks."""
    return shortened(plain_text(parse(markdown)), longest)


def plain_text(tokens: Sequence[Token]) -> str:
    """The words of paragraphs, lists and tables, on one line. Headings are left out: they interrupt a description."""
    parts: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and before is not None and before.type == "paragraph_open":
            parts.append(inline_text(token))
        elif token.type == "inline" and before is not None and before.type in _CELLS:
            parts.append(f"{inline_text(token)} ·")
        elif token.type == "tr_close" and parts:
            parts[-1] = parts[-1].removesuffix(" ·") + ";"
        elif token.type in ("fence", "code_block"):
            parts.append(token.content)
    return " ".join(" ".join(parts).split())


def inline_text(token: Token) -> str:
    """The text of a paragraph or heading as it is read."""
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ())


def shortened(text: str, longest: int) -> str:
    """Cut between two words, with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rpartition(" ")[0]
    return f"{cut if len(cut) > longest // 2 else text[: longest - 1]}…"


def _anchored(tokens: Sequence[Token], locale: str) -> Iterator[Heading]:
    """Gives every heading an anchor of its own, and the level that it has below the page's heading."""
    lift = 1 if any(token.tag == "h1" for token in tokens) else 0
    taken: dict[str, int] = {}
    for token, following in pairwise(tokens):
        if token.type not in ("heading_open", "heading_close"):
            continue
        level = min(int(token.tag[1]) + lift, 6)
        token.tag = f"h{level}"
        if token.type == "heading_open":
            text = " ".join(inline_text(following).split())
            anchor = _unique(slug_of(text, locale) or "part", taken)
            token.attrSet("id", anchor)
            yield Heading(level, anchor, text)
    if tokens and tokens[-1].type == "heading_close":
        tokens[-1].tag = f"h{min(int(tokens[-1].tag[1]) + lift, 6)}"


def _asked(tokens: Sequence[Token], headings: Sequence[Heading]) -> Iterator[Asked]:
    """The questions and answers of an article made of them: every heading of its upper level asks, and has text."""
    level = min((each.level for each in headings), default=0)
    parts = [each for each in headings if each.level == level]
    if len(parts) < FEWEST_QUESTIONS or not all(each.text.endswith(QUESTION_MARKS) for each in parts):
        return
    places = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == f"h{level}"]
    texts = [plain_text(tokens[start:end]) for start, end in pairwise([*places, len(tokens)])]
    if all(texts):
        for part, text in [*zip(parts, texts, strict=True)][:MOST_QUESTIONS]:
            yield Asked(part.text, part.anchor, shortened(text, LONGEST_ANSWER))


def _unique(wished: str, taken: dict[str, int]) -> str:
    """Headings with one text get numbers. The page's own anchors begin with `_`, which no slug does."""
    anchor = wished
    while anchor in taken:
        taken[wished] += 1
        anchor = f"{wished}-{taken[wished]}"
    taken[anchor] = 1
    return anchor


def _framed(tokens: Iterable[Token], labels: Labels) -> Iterator[Token]:
    for token in tokens:
        if token.type == "table_open":
            yield _html(f'<div class="table" role="region" tabindex="0" aria-label="{escape(labels.table)}">')
        if token.type in ("fence", "code_block"):
            code = escape(token.content)
            yield _html(f'<pre role="region" tabindex="0" aria-label="{escape(labels.code)}"><code>{code}</code></pre>')
            continue
        yield token
        if token.type == "table_close":
            yield _html("</div>")


def _html(content: str) -> Token:
    """Markup of our own; nothing that an author wrote gets here unescaped."""
    return Token("html_block", "", 0, content=content)
