"""The calls about the knowledge base: articles, imports, what customers asked, sensitive topics."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request

from chat.article_approvers.editors import list_editors
from chat.article_images.endpoints import article_images_router
from chat.article_savings.endpoints import article_savings_router
from chat.assembly.container import Container
from chat.consequences.check import PublicationCheck
from chat.consequences.endpoints import consequences_router
from chat.edge.limit_table import LimitName
from chat.editors.answering_endpoints import answering_router
from chat.editors.try_out_endpoints import search_router
from chat.editors.unanswered_endpoints import unanswered_router
from chat.findings.endpoints import findings_router
from chat.gaps.endpoints import gaps_router
from chat.golden_set.asking import GoldenAsking
from chat.golden_set.endpoints import golden_asking_router
from chat.help_search.endpoints import help_search_router
from chat.phrasings.endpoints import phrasings_router
from chat.phrasings.trial import Trial
from chat.sensitive_trial.endpoints import sensitive_trial_router
from knowledge_base.approvals.endpoints import approvals_router
from knowledge_base.article_lists.endpoints import article_lists_router
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.care.endpoints import care_router
from knowledge_base.comments.endpoints import comments_router
from knowledge_base.decision.sensitive_endpoints import sensitive_router
from knowledge_base.editors.endpoints import editors_router
from knowledge_base.golden_set.endpoints import golden_set_router
from knowledge_base.help.published_endpoints import published_router
from knowledge_base.help_pages.feedback_endpoints import feedback_router
from knowledge_base.import_jobs.endpoints import imports_router
from knowledge_base.outcomes.endpoints import outcomes_router
from knowledge_base.outcomes.figures_endpoints import figures_router
from knowledge_base.publications.endpoints import publications_router

Include = Callable[[APIRouter], None]


def add_knowledge_calls(include: Include, container: Container) -> None:
    database, clock = container.database, container.clock
    include(article_lists_router(database, clock))
    include(articles_router(database, clock))
    include(care_router(database, clock))
    include(approvals_router(database, clock, list_editors))
    include(comments_router(database, clock))
    include(editors_router(database, clock))
    include(article_images_router(database, clock))
    include(imports_router(database, container.imports, clock, container.settings.import_hosts.split))
    include(help_search_router(database, container.knowledge, container.limits))
    include(published_router(database, counted(container, "articles")))
    include(feedback_router(database, container.help_pages.site, counted(container, "article_feedback"), clock))
    include(outcomes_router(database, clock))
    include(figures_router(database, clock))
    include(article_savings_router(database, clock))
    include(phrasings_router(Trial(database, container.knowledge, container.bot), clock))
    include(unanswered_router(database, container.knowledge, clock))
    include(gaps_router(database, container.knowledge, clock))
    include(answering_router(database, container.knowledge, clock))
    include(publications_router(database, clock))
    include(findings_router(database, container.knowledge, clock))
    include(golden_set_router(database, clock))
    include(golden_asking_router(GoldenAsking(database, container.knowledge, container.bot)))
    check = PublicationCheck(database, container.knowledge, container.bot, clock)
    include(consequences_router(database, check))
    include(sensitive_router(database, clock))
    include(sensitive_trial_router(database, clock))
    include(search_router(database, container.knowledge, container.bot))


def counted(container: Container, limit: LimitName) -> Callable[[Request], Awaitable[None]]:
    """Counts callers by their address."""

    async def admit(request: Request) -> None:
        await container.limits.check(limit, container.limits.address_of(request))

    return admit
