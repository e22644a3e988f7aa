"""The public help pages: one page for each published article, and the list of them."""

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from kit.database import Database
from knowledge_base.articles import repository
from knowledge_base.help.help_page import help_index, help_page, missing_page


def help_router(database: Database, *, company: Callable[[], str]) -> APIRouter:
    """`/help/{article_id}`: a published article as a public page. `/help`: the list of them.

    `company` is asked for each page, because the name can change; it may be empty.
    """
    router = APIRouter(tags=["help"])
    style = (Path(__file__).parent / "help.css").read_text(encoding="utf-8")

    @router.get("/help.css")
    async def show_style() -> Response:
        return Response(style, media_type="text/css", headers={"Cache-Control": "public, max-age=300"})

    @router.get("/help", response_class=HTMLResponse)
    async def list_help() -> HTMLResponse:
        return HTMLResponse(help_index(await database.read(repository.list_published_titles), company()))

    @router.get("/help/{article_id}", response_class=HTMLResponse)
    async def show_article(article_id: str) -> HTMLResponse:
        article = await database.read(repository.find_published, article_id)
        if article is None:
            return HTMLResponse(missing_page(company()), 404)
        return HTMLResponse(help_page(article, company()))

    return router
