"""SQL for the articles' pictures."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select, update

from chat.article_images.models import PLACE, article_images
from conversations.models import messages
from knowledge_base.articles.repository import knowledge_version
from knowledge_base.audiences.audience import AUDIENCES, STAFF, Audience
from knowledge_base.audiences.repository import shown_to
from knowledge_base.models import article_versions, articles

_ADDRESS = re.compile(rf"{PLACE}/([0-9a-f]{{32}})\.")


@dataclass(frozen=True, slots=True)
class StoredImage:
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NewImage:
    """`id` is the digest of what is stored."""

    id: str
    content_type: str
    width: int
    height: int
    content: bytes


def find(connection: Connection, image_id: str) -> StoredImage | None:
    columns = (article_images.c.content_type, article_images.c.content)
    row = connection.execute(select(*columns).where(article_images.c.id == image_id)).first()
    return StoredImage(*row) if row else None


def list_shown(connection: Connection) -> tuple[int, dict[str, Audience]]:
    """The knowledge version, and for each picture in published articles the widest audience that one is for."""
    columns = article_versions.c
    published = (columns.article_id == articles.c.id) & (columns.version == articles.c.published_version)
    found = select(articles.c.audience, columns.body).join(article_versions, published)
    rows = connection.execute(found.where(shown_to(STAFF), columns.body.contains(f"{PLACE}/"))).all()
    shown: dict[str, Audience] = {}
    for audience, body in sorted(rows, key=lambda row: -AUDIENCES.index(row.audience)):  # the widest last: it stays
        shown.update(dict.fromkeys(_ADDRESS.findall(body), audience))
    return knowledge_version(connection), shown


def was_quoted(connection: Connection, conversation_id: str, image_id: str) -> bool:
    """Whether the bot has quoted an article with it in this conversation. What customers write counts for nothing."""
    of_bot = (messages.c.author_kind == "bot") & (messages.c.format == "markdown")
    here = (messages.c.conversation_id == conversation_id) & messages.c.text.contains(f"{PLACE}/{image_id}.")
    return bool(connection.scalar(select(exists().where(of_bot & here))))


def keep(connection: Connection, image: NewImage, author: str, now: datetime) -> None:
    """Stores it once; the same picture again only begins its day of grace anew."""
    same = article_images.c.id == image.id
    if connection.execute(update(article_images).where(same).values(uploaded_at=now)).rowcount:
        return
    values = {name: getattr(image, name) for name in NewImage.__dataclass_fields__}
    connection.execute(insert(article_images).values(**values, uploaded_by=author, uploaded_at=now, used=False))


def settle(connection: Connection, before: datetime, limit: int) -> int:
    """Notes which of the older pictures a version names, and deletes the others. Returns how many were deleted."""
    columns = article_images.c
    waiting = select(columns.id).where(columns.used.is_(False), columns.uploaded_at < before).limit(limit)
    deleted = 0
    for image_id in connection.scalars(waiting).all():
        which = (columns.id == image_id) & (columns.uploaded_at < before)
        if connection.scalar(select(exists().where(article_versions.c.body.contains(image_id)))):
            connection.execute(update(article_images).where(which).values(used=True))
        else:
            deleted += connection.execute(delete(article_images).where(which)).rowcount
    return deleted
