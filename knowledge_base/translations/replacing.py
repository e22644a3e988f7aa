"""A decision with the linked translations in place of what the search found, for a customer of another language.

What is stored of the decision stays as the search made it: the calibration learns from what was judged. Only what the
customer reads changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.languages.detection import detect
from knowledge_base.articles.article import Article
from knowledge_base.decision.decision import Choice, Decision
from knowledge_base.decision.evidence import Candidate
from knowledge_base.help.languages import primary
from knowledge_base.translations.matching import Part, matching_part


@dataclass(frozen=True, slots=True)
class Pair:
    """An article and the published one that says the same in the customer's language."""

    original: Article
    translation: Article


@dataclass(frozen=True, slots=True)
class Read:
    """What the customer reads. `linked` are translations of which no part could be chosen: they are named beside it.

    `restricted` are those of its articles that not everybody may read, and that have no public page.
    """

    decision: Decision
    linked: tuple[Choice, ...] = ()
    restricted: frozenset[str] = frozenset()


def foreign_ids(decision: Decision, language: str) -> list[str]:
    """The articles that this decision shows or names and that are not clearly in this language."""
    named = _named(decision)
    return list(dict.fromkeys(each for each, text in named if detect(text).language != language))


_SAME = {"nb": "no", "nn": "no"}
"""Customers' languages know one Norwegian."""


def pairs_of(grouped: Sequence[tuple[str, Article]], language: str) -> dict[str, Pair]:
    """For each article in another language: its translation, if there is one. The first of several regions counts."""
    translations: dict[str, Article] = {}
    for group, article in grouped:
        if _language(article) == language:
            translations.setdefault(group, article)
    return {
        article.id: Pair(article, translations[group])
        for group, article in grouped
        if group in translations and _language(article) != language
    }


def in_language(decision: Decision, pairs: Mapping[str, Pair]) -> Read:
    """The decision as the customer reads it."""
    linked: list[Choice] = []
    quotes = decision.action in ("answer", "tentative") or decision.rule == "first_steps"
    read = _with_best(decision, pairs, linked, quotes=quotes)
    choices = tuple(_choices(decision.choices, pairs))
    also, second = (_candidate(each, pairs, linked) for each in (decision.also, decision.second))
    if second is not None and second.article_id == read.article_id:
        second = None  # the search had found both languages
    return Read(replace(read, choices=choices, also=also, second=second), tuple(dict.fromkeys(linked)))


def _with_best(decision: Decision, pairs: Mapping[str, Pair], linked: list[Choice], *, quotes: bool) -> Decision:
    pair = pairs.get(decision.article_id or "")
    if pair is None:
        return decision
    other = pair.translation
    part = _part(pair, decision.passage, decision.section)
    if part is None and quotes:
        linked.append(Choice(other.id, other.title))
        return decision
    shown = part or Part("", "", whole=True)  # where nothing is quoted, only its title is named
    return replace(
        decision,
        article_id=other.id,
        title=other.title,
        section=shown.section,
        passage=shown.text,
        whole=shown.whole,
    )


def _candidate(candidate: Candidate | None, pairs: Mapping[str, Pair], linked: list[Choice]) -> Candidate | None:
    pair = pairs.get(candidate.article_id) if candidate is not None else None
    if candidate is None or pair is None:
        return candidate
    other = pair.translation
    part = _part(pair, candidate.passage, candidate.section)
    if part is None:
        linked.append(Choice(other.id, other.title))
        return candidate
    return replace(
        candidate,
        article_id=other.id,
        title=other.title,
        section=part.section,
        passage=part.text,
        brief="",
        whole=part.whole,
    )


def _choices(choices: Sequence[Choice], pairs: Mapping[str, Pair]) -> Iterator[Choice]:
    """With the translations' titles; a choice stays that of the original, which is what the search will find again.

    Where both languages are among them, the first of the two stands for both.
    """
    found = {choice.article_id: choice for choice in choices}
    seen: set[str] = set()
    for choice in choices:
        pair = pairs.get(choice.article_id)
        shown = pair.translation.id if pair else choice.article_id
        if shown not in seen:
            seen.add(shown)
            yield _choice(choice, pair, found.get(shown)) if pair else choice


def _choice(choice: Choice, pair: Pair, itself: Choice | None) -> Choice:
    """`itself` is the translation, if the search has found it too. Without a part, only the title is shown."""
    if itself is not None:
        return replace(itself, article_id=choice.article_id)
    part = _part(pair, choice.brief, choice.section) if choice.brief else None
    section, brief = (part.section, part.text.removeprefix(part.heading)) if part else ("", "")
    return replace(choice, title=pair.translation.title, section=section, brief=brief)


def _part(pair: Pair, passage: str | None, section: str | None) -> Part | None:
    return matching_part(pair.original, passage or "", section or "", pair.translation)


def _named(decision: Decision) -> Iterator[tuple[str, str]]:
    """Each article with what is shown of it."""
    if decision.article_id is not None:
        yield decision.article_id, decision.passage or decision.title or ""
    for candidate in (decision.also, decision.second):
        if candidate is not None:
            yield candidate.article_id, candidate.passage
    for choice in decision.choices:
        yield choice.article_id, choice.brief or choice.title


def _language(article: Article) -> str:
    tag = primary(article.locale)
    return _SAME.get(tag, tag)
