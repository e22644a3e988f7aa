"""The help centre on a small application: its real pages, with a search that a test scripts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fastapi import Request

from chat.edge.policy import API
from kit.errors import RateLimited
from knowledge_base.help_pages.endpoints import help_router
from knowledge_base.help_pages.feedback_endpoints import feedback_router
from knowledge_base.help_pages.look import Look
from knowledge_base.help_pages.pages import HelpPages, Hit
from tests.fixtures.staff import PUBLIC_URL, StaffApp


@dataclass
class HelpCentre:
    """`hits` is what the search finds, None if it is down; `busy` refuses every counted call."""

    pages: HelpPages
    look: Look = field(default_factory=lambda: Look(address=PUBLIC_URL, company="Wren & Wheel"))
    hits: Sequence[Hit] | None = ()
    asked: list[str] = field(default_factory=list)
    busy: bool = False


def add_help_centre(staff: StaffApp) -> HelpCentre:
    async def search(question: str) -> Sequence[Hit] | None:
        centre.asked.append(question)
        return centre.hits

    async def admit(_request: Request) -> None:
        if centre.busy:
            raise RateLimited("Too many.", retry_after=7)

    pages = HelpPages(staff.database, lambda: centre.look, search)
    centre = HelpCentre(pages)
    staff.app.include_router(feedback_router(staff.database, pages.site, admit, staff.clock), prefix=API)
    staff.app.include_router(help_router(pages, admit))
    return centre
