"""Phrasings that an article suggests for itself: its headings, and its sentences turned into customers' questions.

A sentence becomes a question only by a rule that keeps its words, in English, German, Dutch and French; what no rule
reads well is left out. Headings are taken as they are, in any language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.languages.detection import detect
from knowledge_base.articles.article import Article
from knowledge_base.phrasings.phrasing import compared
from knowledge_base.phrasings.turned import question_of
from knowledge_base.phrasings.turned_elsewhere import question_in
from knowledge_base.search.passages import passages_of, plain, statements_of
from knowledge_base.text.english import is_english

MOST = 14
FEWEST_WORDS = 2
MOST_WORDS = 14
_SAY_NOTHING = frozenset(
    {
        "contact us",
        "further reading",
        "good to know",
        "how it works",
        "in short",
        "more information",
        "next steps",
        "please note",
        "related articles",
        "see also",
        "the details",
        "what to do",
    }
)
"""Headings that could stand in any article."""

Origin = Literal["heading", "sentence"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A phrasing and where in the article it comes from."""

    text: str
    origin: Origin


def suggested(article: Article) -> list[Suggested]:
    """The article's own suggestions, headings first; none that it has as title or phrasing."""
    known = {compared(text) for text in (article.title, *article.questions)}
    found: list[Suggested] = []
    for each in (*_headings(article), *_sentences(article)):
        if compared(each.text) not in known:
            known.add(compared(each.text))
            found.append(each)
    return found[:MOST]


def _headings(article: Article) -> Iterable[Suggested]:
    names = dict.fromkeys(passage.heading for passage in passages_of(article) if passage.section)
    for name in names:
        if FEWEST_WORDS <= len(name.split()) <= MOST_WORDS and compared(name) not in _SAY_NOTHING:
            yield Suggested(name, "heading")


def _sentences(article: Article) -> Sequence[Suggested]:
    statements = (statement for passage in passages_of(article) for statement in statements_of(passage))
    text = f"{article.title}. {plain(article.body)}"
    language = "en" if is_english(text) else detect(text).language
    questions = (question_of(each) if language == "en" else question_in(language, each) for each in statements)
    return [Suggested(question, "sentence") for question in questions if question]
