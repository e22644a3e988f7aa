"""The pages that browsers load: the widget, the console, the editor, and each published article's public page."""

import json
from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kit.errors import NotFound

WITHOUT_SLASH = frozenset({"console", "editor", "widget", "help"})

NOT_BUILT = "The pages have not been built yet. `./baton up` builds them."


class HashedFiles(StaticFiles):
    """Files whose names contain a hash of their content: browsers may cache them forever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        # In a frame without an origin of its own, the widget can load only this way, to say that it cannot work there.
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response


def pages_router(frontend: Path, accent: Callable[[], str | None]) -> APIRouter:
    """The built pages. Each request looks for its file, so a new build needs no restart.

    `accent` is the company's colour, for the button that the script puts on other sites.
    """
    router = APIRouter(include_in_schema=False)

    def page(name: str) -> Response:
        path = frontend / name
        if not path.is_file():
            return PlainTextResponse(NOT_BUILT, 503)
        return FileResponse(path, headers={"Cache-Control": "no-cache"})

    @router.get("/widget.js")
    async def widget_script() -> Response:
        path = frontend / "widget.js"
        if not path.is_file():
            return PlainTextResponse(NOT_BUILT, 503)
        look = f"globalThis.batonAccent={json.dumps(accent())};\n"
        script = look + path.read_text(encoding="utf-8")
        return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    @router.get("/widget")
    async def widget() -> Response:
        return page("widget/index.html")

    @router.get("/console")
    async def console() -> Response:
        return page("console/index.html")

    @router.get("/editor")
    async def editor() -> Response:
        return page("editor/index.html")

    @router.get("/")
    async def start() -> HTMLResponse:
        return HTMLResponse(
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Baton</title>'
            '<main><h1>Baton</h1><ul><li><a href="/console">Console, for agents</a></li>'
            '<li><a href="/editor">Editor, for content</a></li></ul></main></html>'
        )

    _add_addresses_with_slash(router)
    return router


def _add_addresses_with_slash(router: APIRouter) -> None:

    @router.get("/{name}/")
    async def with_slash(request: Request, name: str) -> Response:
        """People type a slash at the end. The redirect names no host: the request's own may be anybody's invention."""
        if name not in WITHOUT_SLASH:
            raise NotFound()
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/{name}{query}", 308)


def hashed_files(frontend: Path) -> HashedFiles:
    return HashedFiles(directory=frontend / "assets", check_dir=False)
