"""The rule of audiences in SQL."""

from sqlalchemy import ColumnElement, and_

from knowledge_base.audiences.audience import Reader, readable_by
from knowledge_base.models import articles


def shown_to(reader: Reader) -> ColumnElement[bool]:
    """What this reader may read now: published, and for an audience that has them. An unknown audience has nobody."""
    return and_(articles.c.published_version.is_not(None), articles.c.audience.in_(readable_by(reader)))
