"""Pages as they go out: compressed once, with a tag by which a browser learns that it has the newest already."""

import gzip
import hashlib
from dataclasses import dataclass

from fastapi import Request, Response

WORTH_PACKING = 1_024


@dataclass(frozen=True, slots=True)
class Sendable:
    """`packed` is the same with gzip; None for what is too small to gain."""

    content: bytes
    packed: bytes | None
    tag: str
    media_type: str = "text/html"

    @property
    def size(self) -> int:
        return len(self.content) + len(self.packed or b"") + 200


def pack(text: str, media_type: str = "text/html") -> Sendable:
    """Takes milliseconds for a large page, so it is done on a thread."""
    content = text.encode("utf-8", "replace")
    packed = gzip.compress(content, 6, mtime=0) if len(content) > WORTH_PACKING else None
    return Sendable(content, packed, f'W/"{hashlib.sha256(content).hexdigest()[:24]}"', media_type)


def send(
    request: Request, page: Sendable, *, status: int = 200, vary: str = "", cache: str = "public, no-cache"
) -> Response:
    """`no-cache` lets browsers keep the page, and ask each time whether it is still the newest."""
    headers = {
        "ETag": page.tag,
        "Cache-Control": cache,
        "Vary": ", ".join(filter(None, ("Accept-Encoding", vary))),
    }
    if status == 200 and _has_it(request, page.tag):
        return Response(status_code=304, headers=headers)
    content = page.content
    if page.packed is not None and _takes_gzip(request):
        headers["Content-Encoding"], content = "gzip", page.packed
    return Response(content, status, headers, media_type=page.media_type)


def _has_it(request: Request, tag: str) -> bool:
    named = request.headers.get("if-none-match", "")
    return named.strip() == "*" or tag.removeprefix("W/") in (
        each.strip().removeprefix("W/") for each in named.split(",")
    )


def _takes_gzip(request: Request) -> bool:
    for each in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, quality = each.strip().partition(";")
        if name.strip() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
