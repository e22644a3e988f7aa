"""Changes to the company's settings: one transaction each, refused if somebody else made one first."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from chat.company import repository
from chat.company.fields import clean_values
from chat.company.images import read_image
from chat.company.stored import Image, ImageKind, Stored
from kit.clock import to_text
from kit.errors import BadRequest, Conflict
from kit.events import tell

FORMAT = 1
KINDS: tuple[ImageKind, ...] = ("logo", "picture")


def change_values(
    connection: Connection, seen: int, changes: Mapping[str, Any], author: str, now: datetime
) -> list[str]:
    """Sets these fields and leaves the others; None takes a field back to its fallback. Returns what has changed.

    Raises `edited_meanwhile` unless `seen` is the present version.
    """
    present = _present(connection, seen)
    values = {**present.values, **changes}
    changed = [name for name, value in changes.items() if present.values.get(name) != value]
    if changed:
        _store(connection, present, values, author, now)
    return changed


def put_image(connection: Connection, image: Image, author: str, now: datetime) -> None:
    """An image has no version of its own: the last one sent counts."""
    repository.put_image(connection, image)
    present = repository.find_stored(connection)
    _store(connection, present, present.values, author, now)


def remove_image(connection: Connection, kind: ImageKind, author: str, now: datetime) -> bool:
    """Whether there was one."""
    present = repository.find_stored(connection)
    if kind not in present.images:
        return False
    repository.delete_image(connection, kind)
    _store(connection, present, present.values, author, now)
    return True


def export(connection: Connection) -> dict[str, Any]:
    """Everything that is stored, as one file for another installation. What is not set is not in it."""
    images = {kind: repository.find_image(connection, kind) for kind in KINDS}
    return {
        "baton_company_settings": FORMAT,
        "values": repository.find_stored(connection).values,
        "images": {kind: base64.b64encode(image.content).decode() if image else None for kind, image in images.items()},
    }


def read_export(file: Mapping[str, Any]) -> tuple[dict[str, Any], list[Image]]:
    """The checked values and images of such a file. Raises `bad_type`, `bad_settings`, and the errors of images."""
    values, images = file.get("values"), file.get("images") or {}
    if file.get("baton_company_settings") != FORMAT or not isinstance(values, dict) or not isinstance(images, dict):
        raise BadRequest("This file does not contain exported settings.", code="bad_type", field="file")
    return clean_values(values), [_decoded(kind, images[kind]) for kind in KINDS if images.get(kind)]


def replace_all(
    connection: Connection,
    seen: int | None,
    values: Mapping[str, Any],
    images: list[Image],
    author: str,
    now: datetime,
) -> list[str]:
    """Replaces everything by what the file holds, images included. Returns what has changed."""
    present = _present(connection, seen)
    names = sorted({*present.values, *values})
    changed = [name for name in names if present.values.get(name) != values.get(name)]
    new = {image.kind: image for image in images}
    for kind in KINDS:
        before = present.images.get(kind)
        if (before.digest if before else None) != (new[kind].digest if kind in new else None):
            changed.append(kind)
        if kind in new:
            repository.put_image(connection, new[kind])
        else:
            repository.delete_image(connection, kind)
    if changed:
        _store(connection, present, values, author, now)
    return changed


def _present(connection: Connection, seen: int | None) -> Stored:
    present = repository.find_stored(connection)
    if seen is not None and seen != present.version:
        raise _edited_meanwhile(present)
    return present


def _store(connection: Connection, present: Stored, values: Mapping[str, Any], author: str, now: datetime) -> None:
    kept = {name: value for name, value in values.items() if value is not None}
    if not repository.replace_values(connection, present.version, kept, author, now):
        raise _edited_meanwhile(repository.find_stored(connection))
    tell(connection, "company.changed", version=present.version + 1)


def _edited_meanwhile(present: Stored) -> Conflict:
    return Conflict(
        "Somebody else has changed the settings meanwhile.",
        code="edited_meanwhile",
        version=present.version,
        values=present.values,
        changed_by=present.changed_by,
        changed_at=to_text(present.changed_at) if present.changed_at else None,
    )


def _decoded(kind: ImageKind, text: Any) -> Image:
    try:
        return read_image(kind, base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise BadRequest("This image is not encoded as Base64.", code="bad_image", field=kind) from None
