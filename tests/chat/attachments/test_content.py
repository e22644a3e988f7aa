"""What a file is, its content says; a picture keeps its pixels and nothing else."""

import io
import struct
import zlib

import pytest
from PIL import Image

from chat.attachments.content import LARGEST_BYTES, LONGEST_SIDE, PREVIEW_SIDE, read_file
from chat.attachments.names import disposition, file_name
from kit.errors import BadRequest, TooLarge
from tests.chat.attachments.files import PDF, PLACE, phone_picture, picture


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_phones_picture_is_turned_upright_and_loses_place_and_camera() -> None:
    taken = phone_picture()
    assert b"SECRETCAMERA" in taken
    accepted = read_file(taken)
    assert (accepted.content_type, accepted.width, accepted.height) == ("image/jpeg", 300, 400)
    kept = opened(accepted.content)
    assert not kept.getexif().get_ifd(PLACE)
    assert b"SECRET" not in accepted.content
    assert accepted.preview is not None
    assert b"SECRET" not in accepted.preview


@pytest.mark.parametrize(("kind", "stored"), [("PNG", "image/jpeg"), ("WEBP", "image/jpeg"), ("GIF", "image/jpeg")])
def test_every_kind_of_picture_is_made_anew(kind: str, stored: str) -> None:
    accepted = read_file(picture(kind))
    assert (accepted.content_type, accepted.width, accepted.height) == (stored, 640, 480)


def test_transparency_stays_and_what_is_behind_the_picture_goes() -> None:
    accepted = read_file(picture("PNG", mode="RGBA") + b"<script>alert(1)</script>")
    assert accepted.content_type == "image/png"
    assert opened(accepted.content).mode == "RGBA"
    assert b"script" not in accepted.content


def test_a_large_picture_becomes_smaller_and_has_a_preview() -> None:
    accepted = read_file(picture(size=(4_000, 3_000)))
    assert accepted.width == LONGEST_SIDE
    assert accepted.preview is not None
    assert max(opened(accepted.preview).size) == PREVIEW_SIDE


def test_a_pdf_stays_as_it_is() -> None:
    accepted = read_file(PDF)
    assert (accepted.content, accepted.content_type, accepted.width) == (PDF, "application/pdf", None)


def bomb() -> bytes:
    """A PNG of a few kB that claims 30,000 by 30,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100_000)))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<html><script>alert(1)</script></html>", "file_refused"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "file_refused"),
        (b"PK\x03\x04 a zip bomb", "file_refused"),
        (b"MZ a program", "file_refused"),
        (b"#!/bin/sh\n", "file_refused"),
        (b"\n%PDF-1.4 not at its beginning", "file_refused"),
        (b"\x89PNG\r\n\x1a\n<script>", "bad_picture"),
        (picture()[:400], "bad_picture"),
        (bomb(), "bad_picture"),
    ],
    ids=["empty", "html", "svg", "zip", "program", "shell", "late pdf", "false png", "cut off", "bomb"],
)
def test_anything_else_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read_file(content)
    assert refused.value.code == code


def test_a_file_may_not_be_too_large() -> None:
    with pytest.raises(TooLarge):
        read_file(PDF + bytes(LARGEST_BYTES))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("wheel.png", "wheel.jpg"),
        ("..%2F..%2Fetc%2Fpasswd", "passwd.jpg"),
        ("C%3A%5CUsers%5CMara%5Cfoto%20van%20fiets.jpeg", "foto van fiets.jpg"),
        ("invoice%E2%80%AEgnp.exe", "invoicegnp.jpg"),
        ("a%0D%0Ab%22.jpg", "ab.jpg"),
        ("%D8%B5%D9%88%D8%B1%D8%A9.jpg", "صورة.jpg"),
        ("", "file.jpg"),
        (".jpg", "jpg.jpg"),
    ],
)
def test_a_name_is_only_shown_and_ends_as_its_content_does(given: str, shown: str) -> None:
    assert file_name(given, "jpg") == shown


def test_a_browser_saves_it_whatever_its_name() -> None:
    header = disposition('صورة "x".jpg')
    assert header.startswith("attachment; ")
    header.encode("latin-1")
