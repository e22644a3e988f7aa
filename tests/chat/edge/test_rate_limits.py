"""Rate limits: counted in Redis for all processes together, and by each process alone if Redis is down."""

import asyncio
import time
from collections.abc import Callable

import pytest
from redis.asyncio import Redis
from starlette.requests import HTTPConnection

from chat.assembly.settings import ChatSettings
from chat.edge.limit_table import Limit, LimitName, Totals, limits_of
from chat.edge.rate_limits import RateLimits, Spread
from chat.edge.redis_windows import MOST_IN_FLIGHT
from kit.errors import RateLimited
from kit.web.client_address import ClientAddresses
from tests.fixtures.callers import PATIENCE_SECONDS
from tests.fixtures.redis_server import RedisServer


class Seconds:
    """A clock for limits that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


async def admitted(limits: RateLimits, name: LimitName, key: str, times: int) -> int:
    """How many of these attempts were accepted."""
    outcomes = await asyncio.gather(*(limits.check(name, key) for _ in range(times)), return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, RateLimited) for outcome in outcomes), outcomes
    return sum(1 for outcome in outcomes if outcome is None)


async def test_ten_messages_pass_and_the_eleventh_says_when_to_come_back() -> None:
    clock = Seconds()
    limits = RateLimits(now=clock)
    assert await admitted(limits, "messages", "c1", 10) == 10
    clock.now += 4
    with pytest.raises(RateLimited) as refused:
        await limits.check("messages", "c1")
    assert refused.value.retry_after == 6
    await limits.check("messages", "c2")
    clock.now += 6
    assert await admitted(limits, "messages", "c1", 200) == 10


async def test_a_sliding_window_never_lets_twice_as_many_through() -> None:
    clock = Seconds()
    limits = RateLimits(now=clock)
    clock.now += 9
    assert await admitted(limits, "messages", "c1", 6) == 6
    clock.now += 2
    assert await admitted(limits, "messages", "c1", 10) == 4


async def test_the_documented_limits_are_the_defaults() -> None:
    limits = RateLimits(now=Seconds())
    assert await admitted(limits, "messages", "c", 100) == 10
    assert await admitted(limits, "reads", "c", 100) == 50
    assert await admitted(limits, "conversations", "a", 100) == 60


def test_the_totals_leave_room_for_the_documented_limits() -> None:
    limits, totals = limits_of(), Totals()
    assert totals.calls_per_10_seconds > 10 * limits["reads"].times + limits["messages"].times
    assert totals.frames_per_10_seconds > 200 + limits["typing"].times  # a burst of messages is rejected but not closed
    assert totals.sockets_at_once_per_address >= 1_000
    assert totals == ChatSettings().totals


def test_a_burst_comes_evenly_at_the_rate_of_the_limit_after_its_first_few() -> None:
    clock = Seconds()
    spread, limit = Spread(clock), Limit(50, 1, at_once=10)
    waits = [spread.wait("c1", limit) for _ in range(50)]
    assert waits[:10] == [0.0] * 10
    assert waits[10:] == pytest.approx([0.02 * place for place in range(1, 41)])
    assert spread.wait("c2", limit) == 0.0, "another conversation does not wait"
    clock.now += 0.5
    assert spread.wait("c1", limit) == pytest.approx(0.32)
    clock.now += 2
    assert [spread.wait("c1", limit) for _ in range(11)] == pytest.approx([0.0] * 10 + [0.02])


def test_without_a_number_at_once_or_without_a_limit_nothing_is_spread() -> None:
    spread = Spread(Seconds())
    assert {spread.wait("c", Limit(1, 60)) for _ in range(5)} == {0.0}
    assert {spread.wait("c", Limit(0, 1, at_once=1)) for _ in range(5)} == {0.0}


def test_places_that_are_over_are_forgotten() -> None:
    clock = Seconds()
    spread = Spread(clock)
    for number in range(1_000):
        spread.wait(f"c{number}", Limit(50, 1, at_once=10))
    clock.now += 30
    spread.wait("another", Limit(50, 1, at_once=10))
    assert len(spread) == 1


async def test_accepted_calls_of_a_burst_are_held_back_until_their_turn() -> None:
    limits = RateLimits(limits={"reads": Limit(5, 1, at_once=1)})
    began = time.monotonic()
    ends: list[float] = []

    async def read() -> None:
        await limits.check("reads", "c1")
        ends.append(time.monotonic() - began)

    await asyncio.gather(*(read() for _ in range(4)))
    assert all(end >= 0.2 * place for place, end in enumerate(ends)), ends


async def test_zero_means_no_limit() -> None:
    limits = RateLimits(limits=limits_of(conversations_per_minute=0))
    assert await admitted(limits, "conversations", "a", 500) == 500


async def test_expired_counts_are_dropped() -> None:
    clock = Seconds()
    limits = RateLimits(now=clock)
    for number in range(1_000):
        await limits.check("messages", f"c{number}")
    clock.now += 30
    await limits.check("messages", "another")
    assert len(limits._memory) == 1


async def keys_of(client: Redis) -> list[str]:
    return [key.decode() if isinstance(key, bytes) else key for key in await client.keys("*")]


async def test_processes_count_together_in_redis(start_redis: Callable[[], RedisServer]) -> None:
    address = start_redis().url
    first, second = (
        RateLimits(address, prefix="one", longest_wait_seconds=PATIENCE_SECONDS),
        RateLimits(address, prefix="one", longest_wait_seconds=PATIENCE_SECONDS),
    )
    other = RateLimits(address, prefix="two", longest_wait_seconds=PATIENCE_SECONDS)
    assert await admitted(first, "messages", "c1", 6) + await admitted(second, "messages", "c1", 6) == 10
    with pytest.raises(RateLimited) as refused:
        await first.check("messages", "c1")
    assert 1 <= (refused.value.retry_after or 0) <= 10
    assert await admitted(other, "messages", "c1", 6) == 6
    client = Redis.from_url(address)
    assert all(key.startswith(("one:limits", "two:limits")) for key in await keys_of(client))
    await client.aclose()
    for limits in (first, second, other):
        await limits.close()


async def test_wiping_redis_only_resets_what_other_processes_counted(start_redis: Callable[[], RedisServer]) -> None:
    address = start_redis().url
    limits, other = (RateLimits(address, longest_wait_seconds=PATIENCE_SECONDS) for _ in range(2))
    client = Redis.from_url(address)
    assert await admitted(limits, "messages", "c1", 20) == 10
    assert await admitted(other, "messages", "c1", 20) == 0
    await client.flushall()
    await client.script_flush()
    assert await admitted(limits, "messages", "c1", 20) == 0  # it knows its own
    assert await admitted(other, "messages", "c1", 20) == 10
    await client.aclose()
    await limits.close()
    await other.close()


async def test_exactly_ten_of_a_burst_pass_although_redis_is_too_busy_for_most_of_it(
    start_redis: Callable[[], RedisServer],
) -> None:
    limits = RateLimits(start_redis().url, longest_wait_seconds=PATIENCE_SECONDS)

    async def passes() -> bool:
        try:
            await limits.check("messages", "c1")
        except RateLimited:
            return False
        return True

    assert sum(await asyncio.gather(*(passes() for _ in range(4 * MOST_IN_FLIGHT)))) == 10
    await limits.close()


async def test_what_another_process_refuses_is_not_counted_here(start_redis: Callable[[], RedisServer]) -> None:
    address, clock = start_redis().url, Seconds()
    first = RateLimits(address, longest_wait_seconds=PATIENCE_SECONDS)
    second = RateLimits(address, longest_wait_seconds=PATIENCE_SECONDS, now=clock)
    assert await admitted(first, "messages", "c1", 20) == 10
    assert await admitted(second, "messages", "c1", 20) == 0
    client = Redis.from_url(address)
    await client.flushall()
    await client.aclose()
    assert await admitted(second, "messages", "c1", 20) == 10
    await first.close()
    await second.close()


async def test_without_redis_each_process_counts_by_itself(start_redis: Callable[[], RedisServer]) -> None:
    redis = start_redis()
    limits = RateLimits(redis.url)
    await limits.check("messages", "before")
    redis.kill()
    assert await admitted(limits, "messages", "c1", 200) == 10
    await limits.close()


async def test_a_redis_that_hangs_does_not_delay_anybody_for_long(start_redis: Callable[[], RedisServer]) -> None:
    redis = start_redis()
    clock = Seconds()
    limits = RateLimits(redis.url, longest_wait_seconds=0.05, now=clock)
    await limits.check("messages", "before")
    redis.pause()
    began = time.monotonic()
    assert await admitted(limits, "messages", "c1", 1_000) == 10
    assert await admitted(limits, "messages", "c2", 1_000) == 10
    assert time.monotonic() - began < 5
    redis.resume()
    clock.now += 2
    await limits.check("messages", "c3")
    client = Redis.from_url(redis.url)
    assert any("c3" in key for key in await keys_of(client))
    await client.aclose()
    await limits.close()


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "expected"),
    [
        ("203.0.113.9", "198.51.100.1", [], "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", None, ["10.0.0.0/8"], "10.0.0.1"),
        ("10.0.0.1", " , ", ["10.0.0.0/8"], "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", None, [], "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::9", None, [], "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", None, [], "203.0.113.9"),
    ],
)
def test_the_client_is_the_nearest_address_that_is_not_a_trusted_proxy(
    peer: str, forwarded: str | None, trusted: list[str], expected: str
) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded is not None else []
    scope = {"type": "http", "headers": headers, "client": (peer, 4711)}
    assert ClientAddresses(trusted)(HTTPConnection(scope)) == expected


def test_a_limit_error_has_its_code_and_retry_after() -> None:
    assert limits_of(messages_per_10_seconds=3)["messages"] == Limit(3, 10)
