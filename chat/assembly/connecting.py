"""Puts together what reaches out of the process: connectors, and the clients of `bot` and `knowledge`."""

import aiohttp

from chat.assembly.settings import ChatSettings
from chat.clients.bot import BotClient
from chat.clients.knowledge import KnowledgeClient
from chat.connectors.addresses import Addresses
from chat.connectors.connectors import Connectors, recording
from chat.connectors.http_connector import Outward
from chat.connectors.secrets import Secrets
from chat.monitoring.measures import Measures
from chat.orders.connectors import order_connectors
from chat.orders.order_book import OrderBook
from chat.packs.current import CurrentPacks
from kit.clock import Clock
from kit.database import Database
from kit.web.service_call import Breaker, Measure, Service

PATIENT_SECONDS = 10.0  # for requests by staff to `knowledge`: no customer waits for them


def current_packs(settings: ChatSettings) -> CurrentPacks:
    addresses = Addresses(settings.connector_hosts.split())
    secrets = Secrets(settings.connector_secrets, settings.secrets_folder)
    outward = Outward(addresses, secrets, settings.connector_calls_at_once)
    return CurrentPacks(settings.served_packs, settings.pack_folders, outward)


def connectors_of(database: Database, clock: Clock, order_book: OrderBook, packs: CurrentPacks) -> Connectors:
    return Connectors(order_connectors(order_book, clock), packs.connector, recording(database, clock))


def neighbours_of(
    settings: ChatSettings, measures: Measures
) -> tuple[aiohttp.ClientSession, BotClient, KnowledgeClient]:
    """The clients of `bot` and `knowledge`, and the session that both of them use."""
    session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=30))
    bot = BotClient([_bot_service(session, settings, measures, address) for address in settings.bot_addresses])
    patient = measures.of_service("knowledge_for_staff")
    knowledge = KnowledgeClient(
        _knowledge_service(session, settings, settings.knowledge_timeout_seconds, measures.of_service("knowledge")),
        _knowledge_service(session, settings, PATIENT_SECONDS, patient),
    )
    return session, bot, knowledge


def _bot_service(session: aiohttp.ClientSession, settings: ChatSettings, measures: Measures, address: str) -> Service:
    return Service(
        session,
        address,
        settings.bot_token,
        timeout_seconds=settings.bot_timeout_seconds,
        at_once=settings.bot_calls_at_once,
        breaker=_breaker(settings),
        grace_seconds=settings.loading_grace_seconds,
        measure=measures.of_service("bot"),
    )


def _knowledge_service(
    session: aiohttp.ClientSession,
    settings: ChatSettings,
    timeout_seconds: float,
    measure: Measure,
) -> Service:
    return Service(
        session,
        settings.knowledge_url.rstrip("/"),
        settings.knowledge_token,
        timeout_seconds=timeout_seconds,
        at_once=settings.knowledge_calls_at_once,
        breaker=_breaker(settings),
        grace_seconds=settings.loading_grace_seconds,
        measure=measure,
    )


def _breaker(settings: ChatSettings) -> Breaker:
    return Breaker(failures=settings.breaker_failures, pause_seconds=settings.breaker_pause_seconds)
