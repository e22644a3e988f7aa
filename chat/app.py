"""Assembles the rooms into one process: builds every part once, hands each what it needs, starts and stops them.

Nothing here decides anything; who wants to know what `chat` is made of reads `Parts`.
"""

import contextlib
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import structlog
from fastapi import APIRouter, FastAPI
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from starlette.middleware import Middleware

from chat.answering_endpoints import answering_router
from chat.authentication import AuthenticationMiddleware, Authenticator, Origins
from chat.bot_client import BotClient
from chat.customer_endpoints import customer_router
from chat.dialogue import Dialogue
from chat.effects import Effects
from chat.follow_up_endpoints import follow_up_router
from chat.housekeeping import Housekeeping
from chat.hub import Hub
from chat.identity import IdentityTokens
from chat.knowledge_client import KnowledgeClient
from chat.order_book import DemoOrderBook
from chat.pages import hashed_files, pages_router
from chat.policy import PolicyMiddleware
from chat.public_endpoints import public_router
from chat.rate_limits import RateLimits, SignInLimits
from chat.reply_endpoints import reply_router
from chat.reply_help_endpoints import reply_help_router
from chat.resolution_endpoints import resolution_router
from chat.routing import RoutingRunner
from chat.search_endpoints import search_router
from chat.security_headers import SecurityHeaders
from chat.service_call import Breaker, Service
from chat.settings import ChatSettings
from chat.sockets import sockets_router
from chat.staff_endpoints import staff_router
from chat.turns import TurnRunner
from chat.unanswered_endpoints import unanswered_router
from conversations.repository import find_id_by_token
from handoff.board_endpoints import board_router
from handoff.canned_replies_endpoints import canned_replies_router
from handoff.capacities_endpoints import capacities_router
from handoff.departments_endpoints import departments_router
from handoff.invariants_endpoints import invariants_router
from handoff.people_endpoints import people_router
from handoff.presence_endpoints import presence_router
from handoff.waits_endpoints import waits_router
from kit.bus import Bus
from kit.clock import Clock, system_clock
from kit.database import Database
from kit.http import LimitBody, install_error_handlers
from kit.passwords import Passwords
from kit.schema import check_schema
from knowledge_base.article_endpoints import articles_router, help_router
from knowledge_base.outcome_endpoints import outcomes_router
from knowledge_base.sensitive_endpoints import sensitive_router

log = structlog.get_logger(__name__)

API = "/api/v1"
LARGEST_BODY = 2_000_000
PATIENT_SECONDS = 10.0  # for what staff ask of `knowledge`, while no customer waits


@dataclass
class Parts:
    """Everything that lives as long as the process does."""

    settings: ChatSettings
    clock: Clock
    database: Database
    redis: "Redis | None"
    bus: Bus
    hub: Hub
    turns: TurnRunner
    dialogue: Dialogue
    knowledge: KnowledgeClient
    bot: BotClient
    order_book: DemoOrderBook
    limits: RateLimits
    authenticator: Authenticator
    housekeeping: Housekeeping
    routing: RoutingRunner
    session: aiohttp.ClientSession


def create_app(settings: ChatSettings, *, clock: Clock = system_clock) -> FastAPI:
    """The application, all parts built. Call it on the event loop that will run it."""
    parts = build_parts(settings, clock)
    check_schema(parts.database)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await start(parts)
        try:
            yield
        finally:
            await stop(parts)

    app = FastAPI(title="Baton", version="1", lifespan=lifespan, docs_url=None, redoc_url=None, middleware=_edge(parts))
    app.state.parts = parts
    install_error_handlers(app)
    app.include_router(_api(parts), prefix=API)
    app.include_router(help_router(parts.database, company=settings.company))
    app.include_router(pages_router(settings.frontend))
    app.mount("/assets", hashed_files(settings.frontend))
    return app


def build_parts(settings: ChatSettings, clock: Clock) -> Parts:
    """Builds every part without starting any."""
    prefix = "baton:" + hashlib.sha256(settings.database_address.encode()).hexdigest()[:12]
    redis = _redis(settings.redis_url)
    bus = Bus(redis, channel=f"{prefix}:events", local=frozenset({"turn.opened"}))
    database = Database(settings.database_address, publish=bus.publish)
    session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=30))
    bot = BotClient([_bot_service(session, settings, address) for address in settings.bot_addresses])
    knowledge = KnowledgeClient(
        _knowledge_service(session, settings, settings.knowledge_timeout_seconds),
        _knowledge_service(session, settings, PATIENT_SECONDS),
    )
    order_book = DemoOrderBook(database)
    dialogue = Dialogue(knowledge, bot, Effects(order_book, clock), help_address=f"{settings.address}/help")
    return Parts(
        settings=settings,
        clock=clock,
        database=database,
        redis=redis,
        bus=bus,
        hub=Hub(database, clock, sweep_seconds=settings.socket_sweep_seconds),
        turns=TurnRunner(
            database,
            dialogue,
            clock,
            redis,
            prefix=prefix,
            at_once=settings.turns_at_once,
            sweep_seconds=settings.turn_sweep_seconds,
            lease_seconds=settings.turn_lease_seconds,
        ),
        dialogue=dialogue,
        knowledge=knowledge,
        bot=bot,
        order_book=order_book,
        limits=RateLimits(
            settings.redis_url or None,
            prefix=prefix,
            limits=settings.limits,
            trusted_proxies=settings.trusted_proxies.split(),
        ),
        authenticator=Authenticator(database, clock, find_id_by_token, sign_in_idle_hours=settings.sign_in_idle_hours),
        housekeeping=Housekeeping(
            database,
            clock,
            idle_hours=settings.idle_resolve_hours,
            grace_seconds=settings.presence_grace_seconds,
            leases=settings.leases,
        ),
        routing=RoutingRunner(database, clock, settings.routing_rules),
        session=session,
    )


async def start(parts: Parts) -> None:
    """Starts what runs in the background; from then on turns are answered."""
    parts.bus.listen(parts.hub.on_event)
    parts.bus.listen(parts.turns.on_event)
    parts.bus.listen(parts.routing.on_event)
    await parts.bus.start()
    await parts.hub.start()
    await parts.turns.start()
    await parts.housekeeping.start()
    await parts.routing.start()


async def stop(parts: Parts) -> None:
    """Stops in the reverse order; turns that are under way may finish."""
    await parts.routing.stop()
    await parts.housekeeping.stop()
    await parts.turns.stop()
    await parts.hub.stop()
    await parts.bus.stop()
    await parts.session.close()
    await parts.limits.close()
    if parts.redis is not None:
        await parts.redis.aclose()
    parts.database.close()


def _api(parts: Parts) -> APIRouter:
    settings, database, clock = parts.settings, parts.database, parts.clock
    identities = IdentityTokens(
        settings.identity_keys, audience=settings.identity_audience, clock=clock, required=settings.identity_required
    )
    router = APIRouter()
    router.include_router(
        public_router(database, parts.redis, parts.knowledge, parts.bot, clock, company=settings.company)
    )
    router.include_router(customer_router(database, parts.limits, identities, clock))
    router.include_router(staff_router(database, parts.order_book, parts.limits, clock, settings.leases))
    router.include_router(reply_router(database, parts.limits, clock, settings.leases))
    router.include_router(follow_up_router(database, clock))
    router.include_router(resolution_router(database, clock))
    router.include_router(
        people_router(
            database,
            Passwords(),
            clock,
            SignInLimits(parts.limits),
            public_url=settings.address,
            client_address=parts.limits.address_of,
            sign_in_hours=settings.sign_in_hours,
        )
    )
    router.include_router(departments_router(database, clock))
    router.include_router(canned_replies_router(database, clock))
    router.include_router(
        reply_help_router(
            database, parts.knowledge, parts.order_book, parts.limits, help_address=f"{settings.address}/help"
        )
    )
    router.include_router(presence_router(database, clock, lease_seconds=settings.presence_api_lease_seconds))
    router.include_router(capacities_router(database, clock, settings.routing_rules))
    router.include_router(board_router(database, clock))
    router.include_router(waits_router(database, clock))
    router.include_router(invariants_router(database, clock, grace_seconds=settings.presence_grace_seconds))
    router.include_router(articles_router(database, clock))
    router.include_router(outcomes_router(database, clock))
    router.include_router(unanswered_router(database, parts.knowledge, clock))
    router.include_router(answering_router(database, parts.knowledge, clock))
    router.include_router(sensitive_router(database, clock))
    router.include_router(search_router(database, parts.knowledge, parts.bot))
    router.include_router(
        sockets_router(
            database,
            parts.hub,
            parts.bus,
            parts.limits,
            parts.authenticator,
            clock,
            lease_seconds=settings.presence_lease_seconds,
        )
    )
    return router


def _edge(parts: Parts) -> list[Middleware]:
    """From the outside in: headers, the size of a body, who calls, whether they may."""
    settings = parts.settings
    return [
        Middleware(SecurityHeaders, public_url=settings.address, widget_sites=settings.widget_sites.split()),
        Middleware(LimitBody, largest=LARGEST_BODY),
        Middleware(AuthenticationMiddleware, authenticator=parts.authenticator, origins=Origins(settings.address)),
        Middleware(PolicyMiddleware),
    ]


def _redis(address: str) -> "Redis | None":
    """A client that gives up soon: Redis saves work, and nobody waits for it."""
    if not address:
        return None
    pool = BlockingConnectionPool.from_url(
        address, max_connections=32, timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
    )
    return Redis(connection_pool=pool)


def _bot_service(session: aiohttp.ClientSession, settings: ChatSettings, address: str) -> Service:
    return Service(
        session,
        address,
        settings.bot_token,
        timeout_seconds=settings.bot_timeout_seconds,
        at_once=settings.bot_calls_at_once,
        breaker=_breaker(settings),
        grace_seconds=settings.loading_grace_seconds,
    )


def _knowledge_service(session: aiohttp.ClientSession, settings: ChatSettings, timeout_seconds: float) -> Service:
    return Service(
        session,
        settings.knowledge_url.rstrip("/"),
        settings.knowledge_token,
        timeout_seconds=timeout_seconds,
        at_once=settings.knowledge_calls_at_once,
        breaker=_breaker(settings),
        grace_seconds=settings.loading_grace_seconds,
    )


def _breaker(settings: ChatSettings) -> Breaker:
    return Breaker(failures=settings.breaker_failures, pause_seconds=settings.breaker_pause_seconds)
