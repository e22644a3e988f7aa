"""Articles to passages: the unit that is indexed, found and shown.

A passage follows the article's own structure. It never crosses a heading. Steps, tables and code stay whole. A
sentence that introduces a list stays with it. Long prose is cut at sentence ends. Each passage carries its title and
section, because "Within 30 days." means nothing without them. An article that is one long line counts as prose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge_base.articles.article import Article
from knowledge_base.text.sentences import sentences

TARGET_WORDS = 70
MOST_WORDS = 110
SHORT_WORDS = 12
SECTION_SEPARATOR = " › "

_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\([^()\s]{0,2000}\)")
_MARKS = re.compile(r"[*`~#>|]+|(?<!\w)_+|_+(?!\w)|^\s*(?:[-+]|\d{1,3}[.)])\s+|:?-{3,}:?", re.MULTILINE)
_SPACES = re.compile(r"\s+")
_RULE = re.compile(r"\|?[\s:|-]+\|?")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_BEGINS = re.compile(r"\s*(?:[-+*]\s|\d{1,3}[.)]\s|[>#|])|\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is the Markdown that is shown; `indexed` is the plain text that is encoded and searched."""

    article_id: str
    title: str
    section: str
    text: str
    number: int

    @property
    def indexed(self) -> str:
        head = ". ".join(part for part in (self.title.rstrip(".?!"), self.section) if part)
        return f"{head}. {plain(self.text)}"

    @property
    def heading(self) -> str:
        """The nearest heading above it, or the article's title if there is none."""
        return self.section.rsplit(SECTION_SEPARATOR, 1)[-1] or self.title


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    whole: bool  # steps, tables and code: never cut, however long
    announces: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split())


def plain(markdown: str) -> str:
    """Markdown's words without its markup: this is what is encoded and counted."""
    return _SPACES.sub(" ", _MARKS.sub(" ", _LINK.sub(r"\1", markdown))).strip()


def statements_of(passage: Passage) -> list[str]:
    """The single statements of the passage: each sentence, each list entry, each table row.

    A passage is often about several things, and its vector lies between them; a question is about one. A table row
    includes its column names, because "€12" means nothing without them.
    """
    found: list[str] = []
    header: list[str] = []
    for line in unwrapped(passage.text):
        cells = table_cells(line)
        if cells is None:
            header = []
            found.extend(sentences(plain(line)))
        elif not header:
            header = cells
        elif not _RULE.fullmatch(line.strip()):
            found.append(_row_as_words(header, cells))
    return [statement for statement in found if statement] or [plain(passage.text) or passage.title]


def unwrapped(markdown: str) -> list[str]:
    """The lines of Markdown, where a paragraph or a list entry that goes on in the next line is one line.

    Editors that break lines at a width cut sentences in two, and half a sentence says nothing.
    """
    lines: list[str] = []
    open_ended = in_code = False
    for line in markdown.split("\n"):
        fence = _FENCE.match(line) is not None
        begins = fence or in_code or _BEGINS.match(line) is not None
        if open_ended and not begins:
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
            in_code = in_code != fence
            open_ended = not (fence or in_code or line.lstrip()[:1] in ("", "|", "#"))
    return lines


def table_cells(line: str) -> list[str] | None:
    """The cells of a Markdown table line as plain text; None if the line is not part of a table."""
    if not is_in_table(line):
        return None
    return [plain(cell) for cell in line.strip().strip("|").split("|")]


def is_in_table(line: str) -> bool:
    """Whether the line of Markdown is part of a table; it takes a fraction of the time of reading its cells."""
    return line.lstrip().startswith("|")


def _row_as_words(header: list[str], cells: list[str]) -> str:
    first, *others = cells
    named = [f"{name} {cell}".strip() for name, cell in zip(header[1:], others, strict=False) if cell]
    return f"{first}: {', '.join(named)}" if named else first


def passages_of(article: Article) -> list[Passage]:
    """The article's passages in order; an article without text has none (its title is still indexed)."""
    found: list[Passage] = []
    for section, blocks in _sections(article.body):
        for text in _pack(blocks):
            found.append(Passage(article.id, article.title, section, text, len(found)))
    return found


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table").disable("lheading")


def _sections(body: str) -> Iterator[tuple[str, list[_Block]]]:
    """Each section's heading path with its blocks, in order; empty sections are left out."""
    lines = body.split("\n")
    path: list[tuple[int, str]] = []
    blocks: list[_Block] = []
    for token in _parser().parse(body):
        if token.level != 0 or token.map is None or token.nesting == -1:
            continue
        text = "\n".join(lines[token.map[0] : token.map[1]]).strip()
        if token.type == "heading_open":
            if blocks:
                yield SECTION_SEPARATOR.join(name for _, name in path), blocks
                blocks = []
            depth = int(token.tag[1:])
            path = [*(step for step in path if step[0] < depth), (depth, plain(text))]
        elif text:
            blocks.extend(_blocks(token, text))
    if blocks:
        yield SECTION_SEPARATOR.join(name for _, name in path), blocks


def _blocks(token: Token, text: str) -> Iterator[_Block]:
    if token.type != "paragraph_open":
        if token.type != "hr":
            yield _Block(text, whole=True)
    elif len(text.split()) <= MOST_WORDS:
        yield _Block(text, whole=False, announces=text.endswith(":"))
    else:
        yield from (_Block(part, whole=False) for part in _at_sentence_ends(text))


def _at_sentence_ends(text: str) -> Iterator[str]:
    """Groups of whole sentences of about TARGET_WORDS; a "sentence" that is far too long is cut between words."""
    run: list[str] = []
    for sentence in (piece for long in sentences(text) for piece in _bounded(long)):
        if run and len(" ".join([*run, sentence]).split()) > TARGET_WORDS:
            yield " ".join(run)
            run = []
        run.append(sentence)
    if run:
        yield " ".join(run)


def _bounded(sentence: str) -> Iterator[str]:
    words = sentence.split()
    if len(words) <= MOST_WORDS:
        yield sentence
        return
    for start in range(0, len(words), TARGET_WORDS):
        yield " ".join(words[start : start + TARGET_WORDS])


def _pack(blocks: list[_Block]) -> Iterator[str]:
    """A section of at most MOST_WORDS stays whole; in a longer one, short neighbours are joined.

    A block that introduces a list stays with the list.
    """
    if sum(block.words for block in blocks) <= MOST_WORDS:
        yield _joined(blocks)
        return
    run: list[_Block] = []
    for block in blocks:
        size = sum(part.words for part in run)
        belongs = bool(run) and (run[-1].announces or size < SHORT_WORDS)
        if run and not belongs and size + block.words > (MOST_WORDS if block.whole else TARGET_WORDS):
            yield _joined(run)
            run = []
        run.append(block)
    if run:
        yield _joined(run)


def _joined(run: list[_Block]) -> str:
    return "\n\n".join(block.text for block in run)
