"""Articles' pictures, as an import brings them and an export takes them along: checked and stored like uploads."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from chat.article_images import repository
from chat.article_images.models import PLACE
from chat.article_images.repository import NewImage
from chat.attachments.content import Accepted, read_file
from kit.errors import BadRequest, BatonError, TooLarge
from knowledge_base.import_jobs.pictures import NewPicture

LARGEST_BYTES = 5 * 1024 * 1024
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}


class ArticlePictures:
    """A picture is named by what is stored, so the same one is never there twice."""

    def find(self, connection: Connection, content: bytes) -> str | None:
        image_id = _digest(content)
        image = repository.find(connection, image_id)
        return address_of(image_id, EXTENSIONS[image.content_type]) if image else None

    def made(self, content: bytes) -> NewPicture | None:
        try:
            image, address = new_image(content)
        except BatonError:
            return None
        return NewPicture(address, image)

    def keep(self, connection: Connection, picture: NewPicture, author: str, now: datetime) -> None:
        repository.keep(connection, picture.image, author, now)


def new_image(content: bytes) -> tuple[NewImage, str]:
    """The picture made anew, and its address. Raises `too_large`, `empty_file`, `file_refused` or `bad_picture`."""
    if len(content) > LARGEST_BYTES:
        raise TooLarge(f"A picture may have at most {LARGEST_BYTES} bytes.", limit=LARGEST_BYTES)
    made = read_file(content)
    if made.width is None:
        raise BadRequest("Only pictures (JPEG, PNG, GIF, WebP) are taken.", code="file_refused")
    image = _named(made)
    return image, address_of(image.id, made.extension)


def contents_at(connection: Connection, addresses: Iterable[str]) -> dict[str, bytes]:
    """The stored pictures at these addresses."""
    found = {address: repository.find(connection, _id_at(address)) for address in addresses}
    return {address: image.content for address, image in found.items() if image is not None}


def address_of(image_id: str, extension: str) -> str:
    return f"{PLACE}/{image_id}.{extension}"


def _id_at(address: str) -> str:
    return address.rsplit("/", 1)[-1].split(".", 1)[0]


def _named(made: Accepted) -> NewImage:
    return NewImage(_digest(made.content), made.content_type, made.width or 0, made.height or 0, made.content)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]
