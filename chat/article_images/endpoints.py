"""Pictures of articles: editors upload them, and whoever may read an article sees what it shows.

The address contains the content's digest, so browsers keep what is public for good. A cache that many share asks again,
because an article for everybody can become one for few. Headers make sure that it is never anything but a picture,
whatever its bytes look like.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from chat.article_images import repository
from chat.article_images.models import PLACE
from chat.article_images.readers import ShownPictures, may_see, sees_all
from chat.article_images.responses import ArticleImageBody
from chat.article_images.store import new_image
from chat.attachments.uploads import PICTURES_AT_ONCE
from chat.edge.rate_limits import RateLimits
from kit.auth import Principal, person_of, principal_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import NotFound
from kit.web.contract import fails, sends
from kit.web.http import error_response
from knowledge_base.audiences.audience import ANYBODY

STRICT = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Content-Disposition": "inline",
}
FOR_ANYBODY = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=31536000, s-maxage=300, immutable",
}
FOR_FEW = {"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "private, no-cache"}
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/*": {"schema": {"type": "string", "format": "binary"}}}, "description": "The picture."}
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


def public_images_router(database: Database, caller_of: Callable[[Request], Awaitable[Principal]]) -> APIRouter:
    """`GET /article-images/{name}`: for anybody what an article for everyone shows, and the rest for staff."""
    router = APIRouter(include_in_schema=False)
    shown = ShownPictures(database)

    @router.get(f"{PLACE}/{{name}}")
    async def show_image(request: Request, name: str) -> Response:
        image_id = _id_in(name)
        if image_id is None:
            return _nothing()
        if await shown.audience_of(image_id) == ANYBODY:
            return await _sent(database, request, image_id, FOR_ANYBODY)
        return await _sent(database, request, image_id, FOR_FEW) if sees_all(await caller_of(request)) else _nothing()

    return router


def customers_images_router(database: Database, limits: RateLimits) -> APIRouter:
    """`GET /conversations/{id}/article-images/{name}`."""
    router = APIRouter(tags=["help"])
    shown = ShownPictures(database)

    @router.get(f"/conversations/{{conversation_id}}{PLACE}/{{name}}", response_class=Response, responses=_PICTURE)
    async def show_own_image(request: Request, conversation_id: str, name: str) -> Response:
        """A picture of an article that the conversation's customer may read, or that the bot has quoted to them."""
        await limits.check_read(principal_of(request), conversation_id)
        image_id = _id_in(name)
        if image_id is None:
            raise NotFound()
        audience = await shown.audience_of(image_id)
        if not await database.read(may_see, conversation_id, image_id, audience):
            raise NotFound()
        return await _sent(database, request, image_id, FOR_FEW)

    return router


async def _sent(database: Database, request: Request, image_id: str, headers: Mapping[str, str]) -> Response:
    tag = f'"{image_id}"'
    headers = {**STRICT, **headers, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    image = await database.read(repository.find, image_id)
    return Response(image.content, media_type=image.content_type, headers=headers) if image else _nothing()


def _nothing() -> Response:
    """Whether there is none or it is not for them. No cache keeps that: an article may show the picture from now on."""
    response = error_response(NotFound())
    response.headers["Cache-Control"] = "no-store"
    return response


def _id_in(name: str) -> str | None:
    found = _NAME.fullmatch(name)
    return found[1] if found else None
