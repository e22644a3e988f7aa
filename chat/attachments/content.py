"""Which files are accepted, judged by their content alone: pictures, which are made anew, and PDF.

A picture is decoded and encoded again, so that nothing remains of it but its pixels: no place, no camera, no hidden
file behind the picture. A small file can claim a huge picture, so its size in pixels is read before anything is
decoded. A PDF stays as it is; it is only ever served as a download. Whatever its name says, nothing else is taken.
"""

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageOps

from kit.errors import BadRequest, TooLarge

LARGEST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2_560
PREVIEW_SIDE = 480
_QUALITY = 85

Kind = Literal["JPEG", "PNG", "GIF", "WEBP", "PDF"]

_SIGNATURES: Mapping[Kind, bytes] = {
    "JPEG": b"\xff\xd8\xff",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "GIF": b"GIF8",
    "PDF": b"%PDF-",
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file as it is stored. `preview` is a small JPEG or PNG, for pictures."""

    content: bytes
    content_type: str
    extension: str
    width: int | None = None
    height: int | None = None
    preview: bytes | None = None


def read_file(content: bytes) -> Accepted:
    """Raises `too_large`, `empty_file`, `file_refused` or `bad_picture`."""
    if len(content) > LARGEST_BYTES:
        raise TooLarge(f"A file may have at most {LARGEST_BYTES} bytes.", limit=LARGEST_BYTES)
    if not content:
        raise BadRequest("This file is empty.", code="empty_file")
    kind = _sniff(content)
    if kind is None:
        message = "Only pictures (JPEG, PNG, GIF, WebP) and PDF files are taken."
        raise BadRequest(message, code="file_refused")
    return Accepted(content, "application/pdf", "pdf") if kind == "PDF" else _read_picture(content, kind)


def _sniff(content: bytes) -> Kind | None:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for kind, start in _SIGNATURES.items() if content.startswith(start)), None)


def _read_picture(content: bytes, kind: Kind) -> Accepted:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _upright(content, kind)
            stored, content_type, extension = _encoded(picture)
            small = picture.copy()
            small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
            preview, _, _ = _encoded(small)
    except BadRequest:
        raise
    except Exception as error:  # the decoders raise whatever a broken file makes of them
        raise BadRequest("This picture cannot be read.", code="bad_picture") from error
    return Accepted(stored, content_type, extension, picture.width, picture.height, preview)


def _upright(content: bytes, kind: Kind) -> Image.Image:
    """The first picture of the file, turned as its camera says, no longer than `LONGEST_SIDE`."""
    with Image.open(io.BytesIO(content), formats=[kind]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            message = f"A picture may have at most {MOST_PIXELS // 1_000_000} million pixels."
            raise BadRequest(message, code="bad_picture", limit=MOST_PIXELS)
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded at a fraction of its size at once
        turned = ImageOps.exif_transpose(opened)
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return turned.convert("RGBA" if _has_transparency(turned) else "RGB")


def _has_transparency(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _encoded(picture: Image.Image) -> tuple[bytes, str, str]:
    """Only pixels go over into the new picture: what the old one had beside them stays behind."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    file = io.BytesIO()
    if picture.mode == "RGBA":
        bare.save(file, "PNG")
        return file.getvalue(), "image/png", "png"
    bare.save(file, "JPEG", quality=_QUALITY, progressive=True)
    return file.getvalue(), "image/jpeg", "jpg"
