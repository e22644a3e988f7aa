"""Suggested phrasings of an article: from its own headings and sentences, and from customers' questions near to it.

Each is tried with the article as it is typed. Customers' questions are suggested only if they do not find the article
firmly and no other article answers them; their personal data is taken out first.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from chat.clients.knowledge import OwnSuggestion
from chat.editors.try_out_endpoints import knowledge_state_of
from chat.phrasings.trial import Trial, Tried, bot_unavailable
from kit.privacy.masking import without_personal_data
from kit.web.service_call import ServiceUnavailable
from knowledge_base.articles.limits import LONGEST_QUESTION
from knowledge_base.outcomes.asked import AskedQuestion
from knowledge_base.outcomes.asked_repository import list_asked_questions
from knowledge_base.phrasings import repository
from knowledge_base.phrasings.phrasing import compared
from knowledge_base.phrasings.repository import hash_of

LOOKED_BACK = timedelta(days=90)
MOST_READ = 600
MOST_NEAR = 24
MOST_SUGGESTED = 20
LEAST_NEAR = 0.05
"""P(the article answers) below which a customer's question is not about it,"""
LEAST_SHARE = 0.6
"""or below this share of what the likeliest article has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in customers' words without their data, and how often it was asked."""

    text: str
    times: int
    nearest: frozenset[str]
    right_for: frozenset[str]
    answered_wrongly: bool


async def suggest(trial: Trial, draft: Mapping[str, Any], now: datetime) -> list[dict[str, Any]]:
    """What does not find the article firmly comes first. Raises BatonError `bot_unavailable`."""
    article_id = draft.get("article_id")
    found, dismissed, (version, _) = await trial.database.read(_read, article_id, now - LOOKED_BACK)
    asked = merged(found)
    try:
        own, near = await trial.knowledge.suggestions(draft, [each.text for each in asked], MOST_NEAR, version)
    except ServiceUnavailable as error:
        raise bot_unavailable() from error
    known = {compared(text) for text in (str(draft["title"]), *draft.get("questions", ()))}
    customers = [asked[number] for number in dict.fromkeys([*near, *_came_near(asked, article_id)])]
    wanted = _unknown([*(each.text for each in customers), *(each.text for each in own)], known, dismissed)
    tried = {each.question: each for each in await trial.try_all(draft, wanted)}
    views = [
        *(_of_customers(each, tried[each.text], article_id) for each in customers if each.text in tried),
        *(_of_article(each, tried[each.text]) for each in own if each.text in tried),
    ]
    return sorted(filter(None, views), key=_rank)[:MOST_SUGGESTED]


def _came_near(asked: Sequence[Asked], article_id: str | None) -> list[int]:
    """The numbers of the latest questions for which this article was the nearest, or the right one."""
    known = (number for number, each in enumerate(asked) if article_id in (each.nearest | each.right_for))
    return list(islice(known, MOST_NEAR))


def merged(found: Sequence[AskedQuestion]) -> list[Asked]:
    """The same words asked twice are one question; what is too long for a phrasing, or empty, is left out."""
    by_words: dict[str, list[tuple[str, AskedQuestion]]] = {}
    for each in found:
        text = without_personal_data(each.question)
        if len(text) <= LONGEST_QUESTION and len(compared(text).split()) > 1:
            by_words.setdefault(compared(text), []).append((text, each))
    return [
        Asked(
            Counter(text for text, _ in group).most_common(1)[0][0],
            len(group),
            frozenset(each.nearest for _, each in group if each.nearest),
            frozenset(each.right_for for _, each in group if each.right_for),
            any(each.answered_wrongly for _, each in group),
        )
        for group in by_words.values()
    ]


def _unknown(texts: Sequence[str], known: set[str], dismissed: set[str]) -> list[str]:
    """Each once, in the order given; none that the article has, and none that an editor dismissed."""
    found: dict[str, str] = {}
    for text in texts:
        if compared(text) not in known and hash_of(text) not in dismissed:
            found.setdefault(compared(text), text)
    return list(found.values())


def _of_customers(asked: Asked, tried: Tried, article_id: str | None) -> dict[str, Any] | None:
    belongs = article_id in asked.right_for
    answered_elsewhere = tried.action == "answer" and tried.found == "missed" and not asked.answered_wrongly
    about = tried.near >= max(LEAST_NEAR, LEAST_SHARE * tried.confidence)
    if tried.found == "firm" or not (belongs or (about and not answered_elsewhere)):
        return None
    return {**tried.view(), "origin": "customer", "times": asked.times}


def _of_article(own: OwnSuggestion, tried: Tried) -> dict[str, Any]:
    return {**tried.view(), "origin": own.origin, "times": 0}


def _rank(view: Mapping[str, Any]) -> tuple[bool, bool, bool, int]:
    """Customers' questions first, and among them those to which no other article comes first."""
    return view["found"] == "firm", view["origin"] != "customer", view["instead"] is not None, -view["times"]


def _read(
    connection: Connection, article_id: str | None, since: datetime
) -> tuple[list[AskedQuestion], set[str], tuple[int | None, Any]]:
    dismissed = repository.list_dismissed(connection, article_id) if article_id else set()
    return list_asked_questions(connection, since, MOST_READ), dismissed, knowledge_state_of(connection)
