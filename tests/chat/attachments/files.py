"""Pictures and documents for tests, made on the spot."""

import io

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PLACE = 0x8825  # the part of a camera's notes that says where the picture was taken


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), *, mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, (200, 40, 40, 128)[: len(mode)]).save(file, kind)
    return file.getvalue()


def phone_picture() -> bytes:
    """Taken upright with the camera on its side, with place, camera and a comment."""
    image = Image.new("RGB", (400, 300), (10, 120, 60))
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x0112] = 6  # turn it by 90 degrees
    exif.get_ifd(PLACE)[2] = (51.0, 3.0, 16.0)
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=b"SECRETCOMMENT")
    return file.getvalue()
