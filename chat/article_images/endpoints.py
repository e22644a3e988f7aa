"""Pictures of articles: editors upload them, and everybody who reads the article sees them.

The public address contains the content's digest, so browsers keep it for good. Headers make sure that it is never
anything but a picture, whatever its bytes look like.
"""

import asyncio
import re
from typing import Any

from fastapi import APIRouter, Request, Response

from chat.article_images import repository
from chat.article_images.responses import ArticleImageBody
from chat.article_images.store import PLACE, new_image
from chat.attachments.uploads import PICTURES_AT_ONCE
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import NotFound
from kit.web.contract import fails, sends

STRICT = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Content-Disposition": "inline",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=31536000, immutable",
}
_NAME = re.compile(r"([0-9a-f]{32})\.(?:png|jpg)")


def article_images_router(database: Database, clock: Clock) -> APIRouter:
    """`POST /article-images`."""
    router = APIRouter(tags=["articles"])
    places = asyncio.Semaphore(PICTURES_AT_ONCE)

    @router.post(
        PLACE,
        status_code=201,
        response_model=sends(ArticleImageBody),
        responses=fails(400, "empty_file", "file_refused", "bad_picture") | fails(413, "too_large"),
    )
    async def upload_image(request: Request) -> dict[str, Any]:
        """The body is the picture itself: JPEG, PNG, GIF or WebP. It is made anew, without what cameras add."""
        async with places:
            image, address = await asyncio.to_thread(new_image, await request.body())
        await database.write(repository.keep, image, person_of(request).name, clock())
        return {"url": address, "width": image.width, "height": image.height}

    return router


def public_images_router(database: Database) -> APIRouter:
    """`GET /article-images/{name}`."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{PLACE}/{{name}}")
    async def show_image(name: str) -> Response:
        found = _NAME.fullmatch(name)
        image = await database.read(repository.find, found[1]) if found else None
        if image is None:
            raise NotFound()
        return Response(image.content, media_type=image.content_type, headers=STRICT)

    return router
