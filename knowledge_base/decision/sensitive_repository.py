"""SQL for sensitive topics."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from kit.identifiers import new_id
from knowledge_base.decision.sensitive import SensitiveTopic
from knowledge_base.decision.sensitive_defaults import DEFAULTS
from knowledge_base.models import sensitive_topics

_COLUMNS = [sensitive_topics.c[name] for name in SensitiveTopic.__dataclass_fields__]
_ALL = select(*_COLUMNS).order_by(sensitive_topics.c.name)  # every turn reads them


def list_topics(connection: Connection) -> list[SensitiveTopic]:
    """All of them, by name."""
    rows = connection.execute(_ALL).mappings()
    return [SensitiveTopic(**{**row, "phrases": tuple(row["phrases"])}) for row in rows]


def insert_topic(connection: Connection, topic: SensitiveTopic) -> None:
    connection.execute(insert(sensitive_topics).values(id=topic.id, **_values(topic)))


def find_topic(connection: Connection, topic_id: str) -> SensitiveTopic | None:
    return next((topic for topic in list_topics(connection) if topic.id == topic_id), None)


def replace_topic(connection: Connection, before: SensitiveTopic, topic: SensitiveTopic) -> bool:
    """False if it is not as it was before any more."""
    as_before = sensitive_topics.c.updated_at == before.updated_at
    query = update(sensitive_topics).where(sensitive_topics.c.id == topic.id, as_before)
    return connection.execute(query.values(**_values(topic))).rowcount == 1


def delete_topic(connection: Connection, topic_id: str) -> bool:
    return connection.execute(delete(sensitive_topics).where(sensitive_topics.c.id == topic_id)).rowcount == 1


def add_defaults(connection: Connection, author: str, now: datetime) -> None:
    """Adds the topics that a new installation begins with."""
    for name, phrases in DEFAULTS.items():
        insert_topic(connection, SensitiveTopic(new_id("topic"), name, tuple(phrases), True, author, now))


def _values(topic: SensitiveTopic) -> dict[str, object]:
    return {
        "name": topic.name,
        "phrases": list(topic.phrases),
        "active": topic.active,
        "updated_by": topic.updated_by,
        "updated_at": topic.updated_at,
    }
