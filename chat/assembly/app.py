"""The application: every call and page of `chat` in one place."""

import contextlib
import os
import re
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from chat.agents.endpoints import staff_router
from chat.agents.reply_endpoints import reply_router
from chat.article_images.endpoints import customers_images_router, public_images_router
from chat.article_images.store import LARGEST_BYTES as LARGEST_IMAGE
from chat.assembly.calls.account_calls import add_account_calls
from chat.assembly.calls.knowledge_calls import add_knowledge_calls, counted
from chat.assembly.calls.people_data_calls import add_people_data_calls
from chat.assembly.calls.webhook_calls import add_webhook_calls
from chat.assembly.container import Container, build_container, start, stop
from chat.assembly.settings import ChatSettings
from chat.attachments.content import LARGEST_BYTES
from chat.attachments.endpoints import attachments_router
from chat.attachments.scanning import scanner_at
from chat.attachments.storage import FileStore, RemoteStore
from chat.attachments.uploads import Uploads
from chat.company.endpoints import company_router
from chat.company.image_endpoints import company_images_router
from chat.customer_panel.endpoints import customer_record_router
from chat.customers.article_endpoints import customer_articles_router
from chat.customers.endpoints import customer_router
from chat.customers.settings_endpoints import public_router
from chat.edge.authentication import AuthenticationMiddleware, Origins
from chat.edge.edge_limits import EdgeLimits
from chat.edge.identity import IdentityTokens
from chat.edge.openapi import DescribedApp
from chat.edge.pages import hashed_files, pages_router
from chat.edge.policy import PolicyMiddleware
from chat.edge.security_headers import SecurityHeaders
from chat.first_hour.endpoints import first_hour_router
from chat.greeting.endpoints import greeting_router
from chat.monitoring.call_classes import class_of
from chat.monitoring.health import Health
from chat.monitoring.metrics_endpoints import metrics_router
from chat.orders.order_book import OrderBook
from chat.packs.endpoints import packs_router
from chat.reply_help.endpoints import reply_help_router
from chat.reports.endpoints import reports_router
from chat.sockets.endpoints import SocketServices, sockets_router
from chat.sockets.responses import FRAMES
from chat.topics.endpoints import topics_router
from chat.translation.endpoints import translation_router
from conversations.customer_records.records import CustomerRecords
from handoff.agents.endpoints import capacities_router
from handoff.board.endpoints import board_router
from handoff.canned_replies.endpoints import canned_replies_router
from handoff.cooldowns.endpoints import cooldowns_router
from handoff.follow_ups.endpoints import follow_up_router
from handoff.invariants.endpoints import invariants_router
from handoff.mentions.endpoints import mention_router
from handoff.merging.endpoints import merging_router
from handoff.presence.endpoints import presence_router
from handoff.resolutions.endpoints import resolution_router
from handoff.skills.endpoints import skills_router
from handoff.tags.endpoints import tags_router
from handoff.waits.endpoints import waits_router
from kit.background.watchdog import Watchdog
from kit.clock import Clock, system_clock
from kit.measures.prometheus_text import Distribution
from kit.measures.request_times import RequestTimes
from kit.schema import check_schema
from kit.settings import service_manager
from kit.tracing.start import NO_OTHER_TELEMETRY, stop_tracing
from kit.web.http import LargerBody, LimitBody, install_error_handlers
from knowledge_base.help_pages.endpoints import help_router
from knowledge_base.imports.entries import LARGEST_ENTRY_BYTES

API = "/api/v1"
Include = Callable[[APIRouter], None]
LARGEST_BODY = 2_000_000
_UPLOADS = LargerBody(re.compile(r"/api/v1/article-imports/[^/]+/files"), largest=LARGEST_ENTRY_BYTES, seconds=300)
"""Files of an import are larger than other bodies, and may take longer over a slow line."""

_FILES = LargerBody(re.compile(r"/api/v1/conversations/[^/]+/attachments"), largest=LARGEST_BYTES, seconds=120)
"""A phone may need two minutes to send a picture."""

_IMAGES = LargerBody(re.compile(r"/api/v1/article-images"), largest=LARGEST_IMAGE, seconds=120)


def create_app(
    settings: ChatSettings,
    *,
    clock: Clock = system_clock,
    customer_records: CustomerRecords | None = None,
    order_book: OrderBook | None = None,
    files: FileStore | None = None,
) -> FastAPI:
    """Builds the application. Call it on the event loop that will run it.

    `customer_records` is the company's CRM; without one, records are stored in SQL. `order_book` is the company's shop;
    without one, the demo's orders are used. `files` keeps attachments; without it, they are where the settings say.
    """
    container = build_container(settings, clock, customer_records, order_book, files)
    check_schema(container.database)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        watchdog = Watchdog(service_manager())
        await start(container)
        watchdog.start()
        try:
            yield
        finally:
            await watchdog.stop()
            await stop(container)
            await stop_tracing()

    app = DescribedApp(
        title="Baton",
        version="1",
        frames=FRAMES,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry=NO_OTHER_TELEMETRY,
        redirect_slashes=False,  # Starlette's redirects repeat the host that the request names
        middleware=_edge(container),
    )
    app.state.container = container
    app.state.guard = container.guard  # for `chat.edge.connections`, which runs below the application
    install_error_handlers(app)
    _add_api(app, container)
    app.include_router(help_router(container.help_pages, counted(container, "searches")))
    app.include_router(company_images_router(container.database))
    app.include_router(public_images_router(container.database, container.authenticator.authenticate))
    app.include_router(pages_router(settings.frontend, lambda: container.company.now.value("accent")))
    app.mount("/assets", hashed_files(settings.frontend))
    return app


def describe_api(container: Container) -> dict[str, Any]:
    """The OpenAPI document of everything under `/api/v1`, without an application that serves it."""
    app = DescribedApp(title="Baton", version="1", frames=FRAMES)
    _add_api(app, container)
    return app.openapi()


def _add_api(app: FastAPI, container: Container) -> None:
    """Every call under `/api/v1`. Routers are not nested: FastAPI would build each call once more for every level."""
    include = partial(app.include_router, prefix=API)
    remote = container.files if isinstance(container.files, RemoteStore) else None
    health = Health(container.storage, container.redis, container.knowledge, container.bot, container.loops, remote)
    _add_customers_calls(include, container, health)
    _add_agents_calls(include, container)
    add_account_calls(include, container)
    _add_reply_calls(include, container)
    _add_desk_calls(include, container, health)
    add_knowledge_calls(include, container)
    add_webhook_calls(include, container)
    add_people_data_calls(include, container)
    include(_sockets(container))


def _add_customers_calls(include: Include, container: Container, health: Health) -> None:
    settings, database, clock = container.settings, container.database, container.clock
    identities = IdentityTokens(
        settings.identity_keys, audience=settings.identity_audience, clock=clock, required=settings.identity_required
    )
    include(
        public_router(
            database,
            health,
            container.greeting,
            clock,
            company=lambda: container.company.now,
            typing_preview=settings.typing_preview,
            attachments=settings.attachments_allowed,
        )
    )
    include(company_router(database, container.company, clock, public_url=settings.address))
    include(packs_router(database, container.packs, container.connectors, clock))
    include(first_hour_router(database, container.dialogue, container.limits, clock, settings.data))
    include(greeting_router(database, container.greeting, container.limits, clock))
    include(customer_router(database, container.limits, identities, clock))
    include(translation_router(container.database, container.translation, container.limits))
    include(customer_articles_router(database, container.limits))
    include(customers_images_router(database, container.limits))


def _add_agents_calls(include: Include, container: Container) -> None:
    settings, database, clock = container.settings, container.database, container.clock
    include(staff_router(database, container.limits, clock, settings.leases))
    include(
        customer_record_router(
            database, container.order_book, container.customer_records, container.limits, container.bus
        )
    )
    include(reply_router(database, container.limits, clock, settings.leases))
    include(
        attachments_router(
            database,
            Uploads(database, container.files, scanner_at(settings.clamd_address), clock),
            container.files,
            container.limits,
            allowed=settings.attachments_allowed,
        )
    )
    include(mention_router(database, clock))
    include(follow_up_router(database, clock))
    include(resolution_router(database, clock))
    include(tags_router(database, clock))
    include(merging_router(database, clock, settings.leases, partial(container.limits.check, "changes")))


def _add_reply_calls(include: Include, container: Container) -> None:
    settings, database = container.settings, container.database
    include(canned_replies_router(database, container.clock))
    include(
        reply_help_router(
            database,
            container.knowledge,
            container.order_book,
            container.customer_records,
            container.limits,
            help_address=f"{settings.address}/help",
        )
    )


def _add_desk_calls(include: Include, container: Container, health: Health) -> None:
    settings, database, clock = container.settings, container.database, container.clock
    include(presence_router(database, clock, lease_seconds=settings.presence_api_lease_seconds))
    include(capacities_router(database, clock, settings.routing_rules))
    include(skills_router(database, clock))
    include(topics_router(database))
    include(cooldowns_router(database, clock, settings.routing_rules.cooldown))
    include(board_router(database, clock, settings.routing_rules))
    include(waits_router(database, clock))
    include(invariants_router(database, clock, grace_seconds=settings.presence_grace_seconds))
    attempts, grace = container.webhooks.deliverer.results, settings.presence_grace_seconds
    include(metrics_router(database, health, clock, lambda: _measured(container), attempts, container.guard, grace))
    include(reports_router(database, container.report_facts, clock, time_zone=lambda: container.company.now.time_zone))


def _measured(container: Container) -> Sequence[Distribution]:
    also = [("process", str(os.getpid()))] if container.settings.workers > 1 else []
    return [each.read(*also) for each in container.histograms]


def _sockets(container: Container) -> APIRouter:
    settings = container.settings
    services = SocketServices(
        container.database,
        container.hub,
        container.bus,
        container.limits,
        container.guard,
        container.typing,
        container.authenticator,
        container.clock,
    )
    return sockets_router(
        services,
        lease_seconds=settings.presence_lease_seconds,
        silent_seconds=settings.silent_console_seconds,
        typing_preview=settings.typing_preview,
    )


def _edge(container: Container) -> list[Middleware]:
    """The middleware from the outside in: times, security headers, body limit, rate limits, authentication,
    permissions.
    """
    settings = container.settings
    return [
        Middleware(RequestTimes, seconds=container.measures.calls, class_of=class_of),
        Middleware(SecurityHeaders, public_url=settings.address, widget_sites=lambda: container.company.now.sites),
        Middleware(LimitBody, largest=LARGEST_BODY, seconds=settings.body_seconds, larger=(_UPLOADS, _FILES, _IMAGES)),
        Middleware(EdgeLimits, guard=container.guard),
        Middleware(AuthenticationMiddleware, authenticator=container.authenticator, origins=Origins(settings.address)),
        Middleware(PolicyMiddleware),
    ]
