"""The company's images for everybody, at a path of their own.

The address contains the image's digest, so browsers may keep it forever. Headers make sure that it is never anything
but an image, whatever its bytes look like.
"""

from fastapi import APIRouter, Request, Response

from chat.company import repository
from chat.company.service import KINDS
from kit.database import Database
from kit.errors import NotFound

STRICT = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Content-Disposition": "inline",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def company_images_router(database: Database) -> APIRouter:
    """`/company/logo` and `/company/picture`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/company/{name}")
    async def show_image(request: Request, name: str) -> Response:
        kind = next((each for each in KINDS if each == name), None)
        image = await database.read(repository.find_image, kind) if kind else None
        if image is None:
            raise NotFound()
        newest = request.query_params.get("v") == image.digest
        cached = "public, max-age=31536000, immutable" if newest else "no-cache"
        return Response(image.content, media_type=image.content_type, headers={**STRICT, "Cache-Control": cached})

    return router
