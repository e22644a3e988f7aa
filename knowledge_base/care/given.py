"""The care that an imported file gives to its article: only what differs is changed."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from kit.errors import Conflict
from knowledge_base.articles import repository as articles
from knowledge_base.articles import service as editing
from knowledge_base.articles.given_care import GivenCare
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.audiences.audience import Audience
from knowledge_base.care import repository, service
from knowledge_base.care.audience import set_audience
from knowledge_base.care.translations import link


def differing(
    connection: Connection, record: ArticleRecord | None, given: GivenCare, coming: Collection[str], now: datetime
) -> dict[str, Any]:
    """What of it is not so yet. `coming` are the articles of the same import, which may not be here yet.

    A time of publication that has passed says nothing any more, nor does one of an article that is published.
    """
    differs = {name: value for name, value in given.items() if name not in ("translations", "publish_at")}
    care = record.care if record else None
    if record is not None and care is not None:
        there = {"audience": record.audience}
        differs = {name: value for name, value in differs.items() if value != there.get(name, _stored(care, name))}
    translations = _new_translations(connection, record, given.get("translations", ()), coming)
    if translations:
        differs["translations"] = translations
    if (at := given.get("publish_at")) is not None and datetime.fromisoformat(at) > now:
        planned = care.scheduled.at if care is not None and care.scheduled else None
        if planned != datetime.fromisoformat(at) and (record is None or record.state == "draft"):
            differs["publish_at"] = at
    return differs


def give(
    connection: Connection, article_id: str, given: GivenCare, author: str, now: datetime, *, publish: bool
) -> None:
    """Changes what `differing` has found. Translations that are still to come link themselves when they are here."""
    if "audience" in given:
        _give_audience(connection, article_id, given["audience"], now)
    simple = {name: given[name] for name in ("owner", "tags") if name in given}
    if "review_on" in given:
        simple["review_on"] = date.fromisoformat(given["review_on"])
    if simple:
        service.care_for(connection, article_id, simple, author)
    here = articles.ids_in_use(connection, list(given.get("translations", ())))
    for other in sorted(here - {article_id}):
        try:
            link(connection, article_id, other)
        except Conflict:
            continue  # one of its language is linked already, and an editor's choice stays
    if publish and "publish_at" in given:
        record = editing.get(connection, article_id)
        service.schedule(
            connection, article_id, record.version, datetime.fromisoformat(given["publish_at"]), author, now
        )


def _give_audience(connection: Connection, article_id: str, audience: Audience, now: datetime) -> None:
    """A file cannot show to more people what a person would have to approve: then it stays as it was."""
    with suppress(Conflict):
        set_audience(connection, article_id, audience, None, now)


def _stored(care: Any, name: str) -> Any:
    value = getattr(care, name, None)
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value


def _new_translations(
    connection: Connection, record: ArticleRecord | None, wanted: Collection[str], coming: Collection[str]
) -> list[str]:
    own = record.id if record else None
    group = record.care.translation_group if record else None
    linked = set(repository.list_group(connection, group)) if group else set()
    missing = [each for each in wanted if each not in linked and each != own]
    here = articles.ids_in_use(connection, missing) if missing else set()
    return [each for each in missing if each in here or each in coming]
