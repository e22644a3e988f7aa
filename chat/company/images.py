"""Which bytes are accepted as a logo or as the bot's picture: a PNG, JPEG or WebP file, small in bytes and in pixels.

The type is read from the content, whatever its sender claims. SVG is a document that can carry scripts, so it is never
taken. An image of a few bytes can claim a huge size, which every customer's browser would have to make room for, so the
size is read as well.
"""

import hashlib
import re
import struct

from chat.company.stored import Image, ImageKind
from kit.errors import BadRequest, TooLarge

LARGEST_BYTES = 256 * 1024
MOST_PIXELS_A_SIDE = 2_048

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(rb"<\s*(?:svg|!doctype\s+svg)\b", re.IGNORECASE)
_SVG_WITHIN = 4_096
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})

Size = tuple[int, int]


def read_image(kind: ImageKind, content: bytes) -> Image:
    """Raises `too_large`, `svg_refused` or `bad_image`, with the kind as `field`."""
    if len(content) > LARGEST_BYTES:
        raise TooLarge(f"An image may have at most {LARGEST_BYTES} bytes.", field=kind, limit=LARGEST_BYTES)
    found = _png(content) or _jpeg(content) or _webp(content)
    if found is None:
        if _SVG.search(content[:_SVG_WITHIN]):
            message = "SVG files are not taken, because they can contain scripts. Use PNG, JPEG or WebP."
            raise BadRequest(message, code="svg_refused", field=kind)
        raise BadRequest("This is not a PNG, JPEG or WebP image.", code="bad_image", field=kind)
    content_type, (width, height) = found
    if not (0 < width <= MOST_PIXELS_A_SIDE and 0 < height <= MOST_PIXELS_A_SIDE):
        message = f"An image may have at most {MOST_PIXELS_A_SIDE} pixels on each side."
        raise BadRequest(message, code="bad_image", field=kind, limit=MOST_PIXELS_A_SIDE)
    return Image(kind, content_type, hashlib.sha256(content).hexdigest()[:32], content)


def _png(content: bytes) -> tuple[str, Size] | None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return "image/png", struct.unpack(">II", content[16:24])


def _jpeg(content: bytes) -> tuple[str, Size] | None:
    """Walks from segment to segment until the one that names the size."""
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return "image/jpeg", (width, height)
        if marker == 0xFF or marker in _JPEG_ALONE:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None


def _webp(content: bytes) -> tuple[str, Size] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 30:
        return None
    match content[12:16]:
        case b"VP8X":
            size = (1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little"))
        case b"VP8L":
            bits = int.from_bytes(content[21:25], "little")
            size = (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        case b"VP8 ":
            width, height = struct.unpack("<HH", content[26:30])
            size = (width & 0x3FFF, height & 0x3FFF)
        case _:
            return None
    return "image/webp", size
