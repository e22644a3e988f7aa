"""Which bytes become the company's logo, whatever they are called."""

import pytest

from chat.company.images import LARGEST_BYTES, read_image
from kit.errors import BatonError
from tests.chat.company.pictures import HTML, SVG, jpeg, png, webp


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(png(), "image/png"), (jpeg(), "image/jpeg"), (jpeg(2048, 2048), "image/jpeg"), (webp(), "image/webp")],
)
def test_the_type_is_read_from_the_content(content: bytes, content_type: str) -> None:
    assert read_image("logo", content).content_type == content_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SVG, "svg_refused"),
        (b"\xef\xbb\xbf  <!-- a --><SVG onload=alert(1)>", "svg_refused"),
        (HTML, "bad_image"),
        (b"", "bad_image"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "bad_image"),
        (b"\xff\xd8\xff" + HTML, "bad_image"),
        (b"GIF89a" + bytes(40), "bad_image"),
        (png()[:20], "bad_image"),
        (png(1, 1).replace(b"\x00\x00\x00\x01", b"\x00\x00\xff\xff", 1), "bad_image"),
        (jpeg(0, 4), "bad_image"),
        (jpeg(9, 2049), "bad_image"),
        (webp(4000, 2), "bad_image"),
        (png() + bytes(LARGEST_BYTES), "too_large"),
    ],
)
def test_everything_else_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(BatonError) as refused:
        read_image("picture", content)
    assert (refused.value.code, refused.value.details["field"]) == (code, "picture")
