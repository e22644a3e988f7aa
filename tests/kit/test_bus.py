"""The bus delivers at once in its own process and through Redis to others; without Redis nothing breaks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from redis.asyncio import Redis

from kit.bus import Bus
from kit.events import Event
from tests.fixtures.callers import eventually
from tests.fixtures.redis_server import RedisServer

OpenBus = Callable[..., Awaitable[tuple[Bus, "asyncio.Queue[Event]"]]]


@pytest.fixture
async def open_bus() -> AsyncIterator[OpenBus]:
    """Opens a bus, as a separate process would, and records the events that it receives."""
    opened: list[tuple[Bus, Redis]] = []

    async def open_one(server: RedisServer, channel: str = "test") -> tuple[Bus, "asyncio.Queue[Event]"]:
        redis = Redis.from_url(server.url)
        bus = Bus(redis, channel=channel, local=frozenset({"turn.opened"}))
        heard: asyncio.Queue[Event] = asyncio.Queue()
        bus.listen(heard.put_nowait)
        opened.append((bus, redis))
        await bus.start()
        await connected(bus)
        return bus, heard

    yield open_one
    for bus, redis in opened:
        await bus.stop()
        await redis.aclose()


async def connected(bus: Bus) -> None:
    async def asked() -> bool:
        return bus.connected

    await eventually(asked)


async def test_each_process_receives_an_event_once_and_the_publisher_at_once(
    open_bus: OpenBus, start_redis: Callable[[], RedisServer]
) -> None:
    server = start_redis()
    here, at_home = await open_bus(server)
    _, elsewhere = await open_bus(server)
    _, other = await open_bus(server, "another installation")
    here.publish(Event("message.created", {"conversation_id": "c1"}))
    assert at_home.get_nowait() == Event("message.created", {"conversation_id": "c1"})
    assert await elsewhere.get() == Event("message.created", {"conversation_id": "c1"})
    here.publish(Event("turn.opened", {"conversation_id": "c1"}))
    here.publish(Event("last"))
    assert (await elsewhere.get()).name == "last", "a local event stays here"
    assert [at_home.get_nowait().name for _ in range(2)] == ["turn.opened", "last"]
    assert at_home.empty()
    assert other.empty()


async def test_the_bus_recovers_by_itself_when_redis_comes_back(
    open_bus: OpenBus, start_redis: Callable[[], RedisServer]
) -> None:
    server = start_redis()
    here, at_home = await open_bus(server)
    there, elsewhere = await open_bus(server)
    server.kill()
    for _ in range(20_000):
        here.publish(Event("while redis is away"))
    assert at_home.qsize() == 20_000, "local listeners miss nothing and nobody waits"

    async def noticed() -> bool:
        return not here.connected and not there.connected

    await eventually(noticed)
    server.start()
    await connected(here)
    await connected(there)
    here.publish(Event("back"))
    while (await elsewhere.get()).name != "back":
        pass


async def test_publishing_is_skipped_until_another_process_subscribes(
    open_bus: OpenBus, start_redis: Callable[[], RedisServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bus, "ALONE_SECONDS", 60.0)
    server = start_redis()
    here, at_home = await open_bus(server)
    for number in range(3):
        here.publish(Event(f"alone {number}"))
    assert at_home.qsize() == 3, "local listeners receive everything"
    async with Redis.from_url(server.url) as redis:
        assert (await redis.info("commandstats"))["cmdstat_publish"]["calls"] == 1, "only the greeting"
        there, elsewhere = await open_bus(server)
        there.publish(Event("good morning"))
        while (await at_home.get()).name != "good morning":
            pass
        here.publish(Event("welcome"))
        while (await elsewhere.get()).name != "welcome":
            pass


async def test_without_redis_a_process_receives_its_own_events() -> None:
    bus, heard = Bus(None, channel="test"), asyncio.Queue[Event]()
    bus.listen(heard.put_nowait)
    await bus.start()
    bus.publish(Event("message.created"))
    assert heard.get_nowait().name == "message.created"
    await bus.stop()


async def test_a_listener_that_fails_is_no_trouble_of_who_publishes_and_keeps_no_other_from_hearing() -> None:
    def stumbles(event: Event) -> None:
        raise KeyError(event.name)

    bus, heard = Bus(None, channel="test"), asyncio.Queue[Event]()
    bus.listen(stumbles)
    bus.listen(heard.put_nowait)
    bus.publish(Event("message.created"))
    assert heard.get_nowait().name == "message.created"


async def test_what_cannot_be_read_does_not_end_hearing(
    open_bus: OpenBus, start_redis: Callable[[], RedisServer]
) -> None:
    server = start_redis()
    here, heard = await open_bus(server)
    async with Redis.from_url(server.url) as redis:
        for junk in (b"no JSON", b'{"from": "elsewhere"}', b'{"from": "elsewhere", "events": [{"name": "half"}]}'):
            await redis.publish("test", junk)
    there, _ = await open_bus(server)
    there.publish(Event("good morning"))
    while (await heard.get()).name != "good morning":
        pass
    assert [loop.failures for loop in here.loops] == [3, 0]
