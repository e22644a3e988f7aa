"""The container of `chat`: it builds every service once, passes each what it needs, starts them and stops them.

It decides nothing. To see how the rooms are connected, read `Container`.
"""

import hashlib
from dataclasses import dataclass, field

import aiohttp
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from chat.article_images.store import ArticlePictures
from chat.article_images.sweep import ArticleImageSweep
from chat.assembly.connecting import connectors_of, current_packs, neighbours_of
from chat.assembly.settings import ChatSettings
from chat.attachments.storage import FileStore, store_of
from chat.attachments.sweep import AttachmentSweep
from chat.clients.bot import BotClient
from chat.clients.knowledge import KnowledgeClient
from chat.company.current import CurrentCompany
from chat.connectors.connectors import Connectors
from chat.edge.authentication import Authenticator
from chat.edge.guard import Guard
from chat.edge.rate_limits import RateLimits
from chat.greeting.questions import GreetingQuestions
from chat.help_search.help_centre import help_pages
from chat.monitoring.measures import Measures
from chat.monitoring.storage_check import StorageCheck
from chat.orders.demo import DemoOrderBook
from chat.orders.order_book import OrderBook
from chat.packs.current import CurrentPacks
from chat.report_facts.keeper import FactsKeeper
from chat.retention.sweep import RetentionSweep
from chat.sockets.hub import Hub
from chat.sockets.typing_news import TypingNews
from chat.translation.service import Translation
from chat.turns.dialogue import Dialogue
from chat.turns.effects import Effects
from chat.turns.runner import TurnRunner
from chat.webhook_deliveries.process import Webhooks
from chat.webhooks.outbox import HEARD_HERE, Outbox
from conversations.customer_records.records import CustomerRecords
from conversations.customer_records.sql_records import SqlCustomerRecords
from conversations.merges.repository import find_customer_token
from handoff.lifecycle.housekeeping import Housekeeping
from handoff.offers.runner import RoutingRunner
from kit.background.loops import Loop
from kit.bus import Bus
from kit.clock import Clock
from kit.database import Database
from kit.measures.histogram import Histogram
from knowledge_base.care.publication import ScheduledPublication
from knowledge_base.help_pages.pages import HelpPages
from knowledge_base.import_jobs.runner import ImportRunner
from knowledge_base.translations.linked import LinkedTranslations


@dataclass
class Container:
    """Everything that lives as long as the process."""

    settings: ChatSettings
    clock: Clock
    database: Database
    storage: StorageCheck
    redis: "Redis | None"
    bus: Bus
    hub: Hub
    turns: TurnRunner
    dialogue: Dialogue
    company: CurrentCompany
    knowledge: KnowledgeClient
    bot: BotClient
    greeting: GreetingQuestions
    order_book: OrderBook
    packs: CurrentPacks
    connectors: Connectors
    customer_records: CustomerRecords
    files: FileStore
    file_loops: list[Loop]
    """Those that also delete files."""
    limits: RateLimits
    guard: Guard
    typing: TypingNews
    authenticator: Authenticator
    imports: ImportRunner
    article_loops: list[Loop]
    help_pages: HelpPages
    housekeeping: Housekeeping
    routing: RoutingRunner
    report_facts: FactsKeeper
    webhooks: Webhooks
    session: aiohttp.ClientSession
    measures: Measures
    translation: Translation = field(init=False)

    def __post_init__(self) -> None:
        self.translation = Translation(self.settings)

    @property
    def histograms(self) -> list[Histogram]:
        """What this process measures of itself."""
        measures = self.measures
        return [measures.calls, measures.services, self.turns.seconds, self.dialogue.seconds, self.database.seconds]

    @property
    def loops(self) -> list[Loop]:
        """Everything that runs in the background for as long as the process lives."""
        own = (
            self.company.loop,
            self.packs.loop,
            self.turns.loop,
            self.housekeeping.loop,
            self.routing.loop,
            self.report_facts.loop,
        )
        return [*self.bus.loops, *self.hub.loops, *own, *self.sweeps, *self.webhooks.loops]

    @property
    def sweeps(self) -> list[Loop]:
        """Those that nothing else starts and stops."""
        return [*self.file_loops, *self.article_loops]


def build_container(
    settings: ChatSettings,
    clock: Clock,
    customer_records: CustomerRecords | None = None,
    order_book: OrderBook | None = None,
    files: FileStore | None = None,
) -> Container:
    """Builds everything and starts nothing. A CRM may replace Baton's own records, and a shop the demo's orders."""
    prefix, redis = _prefix(settings), _redis(settings.redis_url)
    bus = Bus(redis, channel=f"{prefix}:events", local=frozenset({"turn.opened"}) | HEARD_HERE)
    database, outbox, measures = _database(settings, bus, clock)
    (session, bot, knowledge), packs = neighbours_of(settings, measures), current_packs(settings)
    order_book = order_book or DemoOrderBook(database)
    limits, company = _rate_limits(settings, prefix), CurrentCompany(database, settings.company_fallbacks, clock)
    connectors = connectors_of(database, clock, order_book, packs)
    dialogue = _dialogue(settings, knowledge, bot, connectors, LinkedTranslations(database), company)
    return Container(
        settings=settings,
        clock=clock,
        database=database,
        storage=StorageCheck(database, clock),
        redis=redis,
        bus=bus,
        hub=Hub(database, clock, sweep_seconds=settings.socket_sweep_seconds),
        turns=_turns(settings, clock, database, dialogue, redis, prefix),
        dialogue=dialogue,
        company=company,
        knowledge=knowledge,
        bot=bot,
        greeting=GreetingQuestions(database, knowledge, bot, clock),
        help_pages=help_pages(database, knowledge, lambda: company.now, settings.address),
        imports=ImportRunner(database, clock, ArticlePictures(), allowed_hosts=settings.import_hosts.split()),
        article_loops=[ScheduledPublication(database, clock).loop, ArticleImageSweep(database, clock).loop],
        order_book=order_book,
        packs=packs,
        connectors=connectors,
        files=(kept := files or store_of(settings)),
        file_loops=[AttachmentSweep(database, kept, clock).loop, RetentionSweep(database, kept, clock).loop],
        customer_records=customer_records or SqlCustomerRecords(database, clock),
        limits=limits,
        guard=Guard(settings.totals, limits.address_of),
        typing=TypingNews(),
        authenticator=_authenticator(settings, clock, database),
        housekeeping=_housekeeping(settings, clock, database),
        routing=RoutingRunner(database, clock, settings.routing_rules),
        report_facts=FactsKeeper(database, clock),
        webhooks=Webhooks(outbox, database, clock, settings.installation_key, settings.webhook_rules),
        session=session,
        measures=measures,
    )


def _authenticator(settings: ChatSettings, clock: Clock, database: Database) -> Authenticator:
    idle, days = settings.sign_in_idle_hours, settings.customer_token_days
    return Authenticator(database, clock, find_customer_token, sign_in_idle_hours=idle, customer_token_days=days)


def _database(settings: ChatSettings, bus: Bus, clock: Clock) -> tuple[Database, Outbox, Measures]:
    """The database, what records its transactions for webhooks, and the process's measures."""
    outbox = Outbox(clock)
    return Database(settings.database_address, publish=bus.publish, record=outbox.record), outbox, Measures()


def _prefix(settings: ChatSettings) -> str:
    """Installations that share a Redis never meet in it."""
    return "baton:" + hashlib.sha256(settings.database_address.encode()).hexdigest()[:12]


def _dialogue(
    settings: ChatSettings,
    knowledge: KnowledgeClient,
    bot: BotClient,
    connectors: Connectors,
    translations: LinkedTranslations,
    company: CurrentCompany,
) -> Dialogue:
    address, effects = f"{settings.address}/help", Effects(connectors)
    return Dialogue(knowledge, bot, effects, translations, help_address=address, company=lambda: company.now)


def _rate_limits(settings: ChatSettings, prefix: str) -> RateLimits:
    return RateLimits(
        settings.redis_url or None,
        prefix=prefix,
        limits=settings.limits,
        trusted_proxies=settings.trusted_proxies.split(),
    )


def _turns(
    settings: ChatSettings, clock: Clock, database: Database, dialogue: Dialogue, redis: "Redis | None", prefix: str
) -> TurnRunner:
    return TurnRunner(
        database,
        dialogue,
        clock,
        redis,
        prefix=prefix,
        at_once=settings.turns_at_once,
        sweep_seconds=settings.turn_sweep_seconds,
        lease_seconds=settings.turn_lease_seconds,
    )


def _housekeeping(settings: ChatSettings, clock: Clock, database: Database) -> Housekeeping:
    return Housekeeping(
        database,
        clock,
        idle_hours=settings.idle_resolve_hours,
        grace_seconds=settings.presence_grace_seconds,
        leases=settings.leases,
    )


async def start(container: Container) -> None:
    """Starts the background work; from now on turns are answered."""
    container.bus.listen(container.hub.on_event)
    container.bus.listen(container.turns.on_event)
    container.bus.listen(container.routing.on_event)
    container.bus.listen(container.greeting.on_event)
    container.bus.listen(container.company.on_event)
    container.bus.listen(container.help_pages.on_event)
    container.bus.listen(container.webhooks.on_event)
    container.company.listen(container.hub.widgets.tell_settings)
    await container.bus.start()
    await container.company.start()
    await container.packs.start()
    await container.hub.start()
    await container.turns.start()
    await container.housekeeping.start()
    await container.routing.start()
    await container.report_facts.start()
    await container.webhooks.start()
    for loop in container.sweeps:
        loop.start()


async def stop(container: Container) -> None:
    """Stops in reverse order; turns that are running may finish."""
    await container.imports.stop()
    await container.help_pages.stop()
    await container.greeting.stop()
    for loop in container.sweeps:
        await loop.stop()
    await container.webhooks.stop()
    await container.report_facts.stop()
    await container.routing.stop()
    await container.housekeeping.stop()
    await container.turns.stop()
    await container.typing.stop()
    await container.hub.stop()
    await container.packs.stop()
    await container.company.stop()
    await container.bus.stop()
    await container.storage.stop()
    await container.session.close()
    await container.translation.close()
    await container.limits.close()
    if container.redis is not None:
        await container.redis.aclose()
    container.database.close()


def _redis(address: str) -> "Redis | None":
    """A client that gives up early: Redis only saves work, so nobody should wait for it."""
    if not address:
        return None
    pool = BlockingConnectionPool.from_url(
        address, max_connections=32, timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
    )
    return Redis(connection_pool=pool)
