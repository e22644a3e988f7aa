"""SQL for the articles' pictures."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select, update

from chat.article_images.models import article_images
from knowledge_base.models import article_versions


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
