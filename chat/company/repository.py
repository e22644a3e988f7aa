"""The SQL of the company's settings and images."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from chat.company.models import company_images, company_settings
from chat.company.stored import Image, ImageKind, Stored
from kit.rows import upsert


def find_version(connection: Connection) -> int:
    return connection.scalar(select(company_settings.c.version)) or 0


def find_stored(connection: Connection) -> Stored:
    """The settings with what is known of the images, which are only read when they are asked for."""
    columns = company_settings.c
    row = connection.execute(select(columns.version, columns["values"], columns.changed_by, columns.changed_at)).first()
    if row is None:
        return Stored()
    images = select(company_images.c.kind, company_images.c.content_type, company_images.c.digest)
    return Stored(*row, {each.kind: Image(*each) for each in connection.execute(images)})


def replace_values(connection: Connection, seen: int, values: Mapping[str, Any], author: str, now: datetime) -> bool:
    """Stores the values as the version after `seen`. False if somebody else has stored that version already."""
    columns = {"version": seen + 1, "values": values, "changed_by": author, "changed_at": now}
    if seen == 0:
        return _insert_first(connection, columns)
    changed = update(company_settings).where(company_settings.c.version == seen).values(**columns)
    return connection.execute(changed).rowcount == 1


def _insert_first(connection: Connection, columns: Mapping[str, Any]) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(insert(company_settings).values(id=1, **columns))
    except IntegrityError:
        return False
    return True


def find_image(connection: Connection, kind: ImageKind) -> Image | None:
    columns = company_images.c
    query = select(columns.kind, columns.content_type, columns.digest, columns.content)
    row = connection.execute(query.where(columns.kind == kind)).first()
    return None if row is None else Image(*row)


def put_image(connection: Connection, image: Image) -> None:
    values = {"content_type": image.content_type, "digest": image.digest, "content": image.content}
    upsert(connection, company_images, {"kind": image.kind}, values)


def delete_image(connection: Connection, kind: ImageKind) -> None:
    connection.execute(delete(company_images).where(company_images.c.kind == kind))
