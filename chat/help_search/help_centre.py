"""What the help pages need of `chat`: the company's look, and the search."""

from collections.abc import Callable, Sequence

from chat.clients.knowledge import KnowledgeClient
from chat.company.company import Company
from chat.help_search.find import find_articles
from kit.database import Database
from kit.web.service_call import ServiceUnavailable
from knowledge_base.help_pages.look import Look
from knowledge_base.help_pages.pages import HelpPages, Hit


def help_pages(
    database: Database, knowledge: KnowledgeClient, company: Callable[[], Company], address: str
) -> HelpPages:
    """`address` is where the installation is reached from outside."""

    async def search(question: str) -> Sequence[Hit] | None:
        try:
            found = await find_articles(database, knowledge, question)
        except ServiceUnavailable:
            return None
        return [Hit(each.article_id, each.section, each.passage) for each in found]

    return HelpPages(database, lambda: look_of(company(), address), search)


def look_of(company: Company, address: str) -> Look:
    return Look(
        address=address,
        company=company.name,
        accent=company.value("accent"),
        logo=company.image("logo"),
        picture=company.image("picture"),
        widget=company.value("help_widget") != "off",
    )
