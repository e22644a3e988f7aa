"""The same change for many articles, each in a transaction of its own: one that fails does not undo the others."""

from sqlalchemy import Connection

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import Principal
from kit.clock import Clock
from kit.errors import BadRequest
from knowledge_base.articles import service as editing
from knowledge_base.audiences.audience import ANYBODY
from knowledge_base.care import service
from knowledge_base.care.audience import approver_of, set_audience
from knowledge_base.care.requests import BulkArticle, BulkRequest


class Bulk:
    """Raises `missing_field` if the action lacks what it needs."""

    def __init__(self, asked: BulkRequest, author: Principal, clock: Clock) -> None:
        needed = {"move": "category", "assign": "owner", "tag": "tag", "audience": "audience"}.get(asked.action)
        if needed and getattr(asked, needed) is None:
            raise BadRequest(f"{needed} is missing.", code="missing_field", field=needed)
        self._asked = asked
        self._author = author
        self._clock = clock

    def change(self, connection: Connection, one: BulkArticle) -> None:
        name, now = self._author.name, self._clock()
        match self._asked.action:
            case "publish":
                entry = Entry(by(self._author), "article.published", one.id, {"version": one.version})
                audited(editing.publish, self._clock, lambda _: entry)(connection, one.id, one.version, name, now)
            case "archive":
                entry = Entry(by(self._author), "article.archived", one.id)
                archiving = audited(editing.archive, self._clock, lambda _: entry)
                archiving(connection, one.id, name, now, expected=one.version)
            case "move":
                service.move(connection, one.id, one.version, self._asked.category or "", name, now)
            case "assign":
                service.care_for(connection, one.id, {"owner": self._asked.owner or ""}, name)
            case "tag":
                service.add_tag(connection, one.id, self._asked.tag or "", name)
            case "audience":
                audience = self._asked.audience or ANYBODY
                entry = Entry(by(self._author), "article.audience_changed", one.id, {"audience": audience})
                changing = audited(set_audience, self._clock, lambda _: entry)
                changing(connection, one.id, audience, approver_of(self._author), now)
