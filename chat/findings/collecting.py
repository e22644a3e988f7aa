"""All findings with their traffic: what `knowledge` sees by meaning, and what SQL and the texts say.

Without `knowledge` the others are still shown; the answer says that some are missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, get_args

from sqlalchemy import Connection

from chat.clients.knowledge import KnowledgeClient
from kit.clock import Clock
from kit.database import Database
from kit.web.service_call import ServiceUnavailable
from knowledge_base.articles import repository as articles
from knowledge_base.findings import repository
from knowledge_base.findings.finding import Finding, Kind
from knowledge_base.findings.in_texts import find_in_texts, linked_articles
from knowledge_base.findings.in_use import UNSEEN, find_in_use
from knowledge_base.findings.repository import Traffic

LATELY = timedelta(days=28)
_ORDER: Mapping[str, int] = {kind: place for place, kind in enumerate(get_args(Kind))}


@dataclass(frozen=True, slots=True)
class _Read:
    version: int
    traffic: Mapping[str, Traffic]
    aside: Mapping[str, str]
    found: Sequence[Finding]


async def collect(database: Database, knowledge: KnowledgeClient, clock: Clock) -> dict[str, Any]:
    """Those with the most traffic first; of equal ones, the worst kind."""
    read = await database.read_aside(_read, clock())
    try:
        pairs = await knowledge.findings(read.version)
    except ServiceUnavailable:
        pairs = None
    found = [*(pairs or ()), *read.found]
    unique = {each.key: each for each in found}
    views = [_view(each, read) for each in unique.values()]
    views.sort(key=lambda view: (-view["traffic"], _ORDER[view["kind"]], view["key"]))
    return {"days": LATELY.days, "complete": pairs is not None, "findings": views}


def _view(finding: Finding, read: _Read) -> dict[str, Any]:
    shown = sum(read.traffic.get(each, Traffic()).shown for each in {place.article_id for place in finding.places})
    return {
        "key": finding.key,
        "kind": finding.kind,
        "places": [place.view() for place in finding.places],
        "details": {name: str(value) for name, value in finding.details.items()},
        "traffic": shown,
        "set_aside_by": read.aside.get(finding.key),
    }


def _read(connection: Connection, now: datetime) -> _Read:
    published = articles.list_published(connection)
    lately = repository.traffic_since(connection, now - LATELY)
    long = repository.traffic_since(connection, now - UNSEEN)
    listed = repository.list_published(connection)
    in_use = find_in_use(listed, lately, long, linked_articles(published), now)
    return _Read(
        version=articles.knowledge_version(connection),
        traffic=lately,
        aside=repository.list_set_aside(connection),
        found=[*find_in_texts(published), *in_use],
    )
