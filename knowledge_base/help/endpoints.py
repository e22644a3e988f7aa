"""The public help pages: one page for each published article, and the list of them.

The list and the page for a missing article are in the language that the browser asks for.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import HTMLResponse, Response

from kit.database import Database
from knowledge_base.articles import repository
from knowledge_base.help.help_page import help_index, help_page, missing_page
from knowledge_base.help.languages import wished_words

Wishes = Annotated[str | None, Header(alias="Accept-Language")]
_IN_THE_READERS_LANGUAGE = {"Vary": "Accept-Language"}


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
    async def list_help(wishes: Wishes = None) -> HTMLResponse:
        listed = await database.read(repository.list_published_titles)
        return HTMLResponse(help_index(listed, company(), wished_words(wishes)), headers=_IN_THE_READERS_LANGUAGE)

    @router.get("/help/{article_id}", response_class=HTMLResponse)
    async def show_article(article_id: str, wishes: Wishes = None) -> HTMLResponse:
        article = await database.read(repository.find_published, article_id)
        if article is None:
            return HTMLResponse(missing_page(company(), wished_words(wishes)), 404, _IN_THE_READERS_LANGUAGE)
        return HTMLResponse(help_page(article, company()))

    return router
