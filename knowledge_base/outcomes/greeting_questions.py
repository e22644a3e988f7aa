"""Which questions the greeting may offer, most asked first. Here their wording is chosen; nothing is searched.

The articles come first that answered what customers asked, if the answer was firm. Nobody else sees the customers' own
words, because a question may contain a name or an order: an article is offered in its editors' words, by the phrasing
closest to what is asked. If nobody has asked yet, the most central articles of the largest categories come first.

No numpy here: `chat` ranks, and `knowledge` says what would be answered.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from knowledge_base.articles.phrasings import Phrased
from knowledge_base.text.words import words

LONGEST_WORDING = 60  # characters, so that four of them fit a phone below the greeting
WORDINGS = 3  # per article, tried one after another
PRESSED = 0.25  # weight of a question in an editor's words, against 1 in own words: it may be a click on an offered one
QUESTION_MARKS = ("?", "？", "؟", ";")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that got a firm answer, which nobody has called wrong."""

    conversation_id: str
    article_id: str
    question: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A question that the greeting might offer, with the article that should answer it."""

    text: str
    article_id: str
    asked: bool


def ranked(answered: Iterable[Answered], articles: Sequence[Phrased]) -> list[Wording]:
    """First what is asked most, then what has not been asked; several wordings per article, best first."""
    known = {article.article_id: article for article in articles}
    asked: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in answered:
        if one.article_id in known:
            asked[one.article_id][one.conversation_id].append(one.question)
    points = {article_id: _points(known[article_id], said) for article_id, said in asked.items()}
    first = sorted(points, key=lambda article_id: (-points[article_id], article_id))
    used = [_wordings(known[article_id], asked[article_id]) for article_id in first]
    rest = [_wordings(article, {}) for article in central(articles) if article.article_id not in points]
    return [wording for wordings in (*used, *rest) for wording in wordings]


def spoken_most(articles: Iterable[Phrased]) -> str:
    """The language of most articles; nobody would read questions in several languages at once."""
    locales = Counter(article.locale for article in articles)
    return min(locales, key=lambda locale: (-locales[locale], locale), default="en")


def central(articles: Sequence[Phrased]) -> Iterator[Phrased]:
    """One article of each category in turn, largest category first; in each, the most typical titles come first."""
    categories: dict[str, list[Phrased]] = defaultdict(list)
    for article in articles:
        categories[article.category].append(article)
    in_order = sorted(categories.values(), key=lambda those: (-len(those), those[0].category))
    for turn in zip_longest(*(_middle_first(those) for those in in_order)):
        yield from (article for article in turn if article is not None)


def _middle_first(articles: Sequence[Phrased]) -> list[Phrased]:
    held = Counter(stem for article in articles for stem in set(words(" ".join((article.title, *article.questions)))))

    def shared(article: Phrased) -> float:
        title = set(words(article.title))
        return sum(held[stem] for stem in title) / (len(title) or 1)

    return sorted(articles, key=lambda article: (-shared(article), article.article_id))


def _points(article: Phrased, said: dict[str, list[str]]) -> float:
    """A conversation counts once, however often it asked."""
    own = {_bare(phrasing) for phrasing in (article.title, *article.questions)}
    return sum(max(PRESSED if _bare(text) in own else 1.0 for text in texts) for texts in said.values())


def _wordings(article: Phrased, said: dict[str, list[str]]) -> list[Wording]:
    """Short questions among the phrasings, and the title; those closest to what is asked come first."""
    held = Counter(stem for texts in said.values() for text in texts for stem in set(words(text)))

    def like(phrasing: str) -> float:
        stems = set(words(phrasing))
        return sum(held[stem] for stem in stems) / (1 + len(stems))

    short = [each for each in article.questions if each.endswith(QUESTION_MARKS) and len(each) <= LONGEST_WORDING]
    title = [article.title] if len(article.title) <= LONGEST_WORDING else []
    asking = [each for each in title if each.endswith(QUESTION_MARKS)]
    best = list(dict.fromkeys(sorted((*asking, *short, *title), key=lambda wording: -like(wording))))
    texts = dict.fromkeys(map(_begun, (*best[: WORDINGS - 1], *title)))
    return [Wording(text, article.article_id, bool(said)) for text in texts]


def _begun(text: str) -> str:
    """With a capital first letter, unless a name is written otherwise: "iDEAL" stays."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("?!. ")
