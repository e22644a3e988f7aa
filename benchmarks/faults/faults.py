"""The faults: each is injected, lasts for a moment, and is taken back, whatever happened to the process meanwhile."""

import asyncio
import contextlib
import resource
import signal
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing

from redis.asyncio import Redis
from redis.exceptions import RedisError

from benchmarks.faults.victims import Victims

Fault = Callable[[Victims, float], Awaitable[bool]]
"""Injects it for this many seconds; whether it could be injected."""

NO_MEMORY = 1
SLOW_SECONDS = 0.3
LOCK_TRIES = 100
LOCK_AGAIN_SECONDS = 0.01


def killed(name: str) -> Fault:
    async def inject(victims: Victims, _seconds: float) -> bool:
        done = victims.send(name, signal.SIGKILL)
        if done and name == "chat" and victims.revive is not None:
            await victims.revive()
        return done

    return inject


def stopped(name: str) -> Fault:
    """It neither works nor ends, as on a machine that swaps."""

    async def inject(victims: Victims, seconds: float) -> bool:
        process = victims.processes().get(name)
        if process is None or not victims.send(name, signal.SIGSTOP):
            return False
        try:
            await asyncio.sleep(seconds)
        finally:
            if victims.processes().get(name) == process:
                victims.send(name, signal.SIGCONT)
        return True

    return inject


async def redis_flushed(victims: Victims, _seconds: float) -> bool:
    async def flush(redis: Redis) -> None:
        await redis.flushall()
        await redis.script_flush()

    return await _with_redis(victims, flush)


async def redis_full(victims: Victims, seconds: float) -> bool:
    async def fill(redis: Redis) -> None:
        before = str((await redis.config_get("maxmemory"))["maxmemory"])
        await redis.config_set("maxmemory", NO_MEMORY)
        try:
            await asyncio.sleep(seconds)
        finally:
            await redis.config_set("maxmemory", before)

    return await _with_redis(victims, fill)


async def disk_full(victims: Victims, seconds: float) -> bool:
    """`chat` cannot make any file longer, which it notices as it notices a full disk."""
    process = victims.processes().get("chat")
    if process is None:
        return False
    try:
        before = resource.prlimit(process, resource.RLIMIT_FSIZE)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (1, before[1]))
    except (ProcessLookupError, PermissionError):
        return False
    try:
        await asyncio.sleep(seconds)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            resource.prlimit(process, resource.RLIMIT_FSIZE, before)
    return True


async def database_locked(victims: Victims, seconds: float) -> bool:
    if victims.database is None:
        return False
    with closing(sqlite3.connect(victims.database, isolation_level=None, timeout=0)) as connection:
        if not await _locked(connection):
            return False
        try:
            await asyncio.sleep(seconds)
        finally:
            connection.execute("rollback")
    return True


async def _locked(connection: sqlite3.Connection) -> bool:
    """Gets the lock as soon as nobody writes."""
    for _ in range(LOCK_TRIES):
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("begin immediate")
            return True
        await asyncio.sleep(LOCK_AGAIN_SECONDS)
    return False


async def connections_cut(victims: Victims, seconds: float) -> bool:
    """All at once, and nobody comes back for a moment."""
    victims.proxy.refuses = True
    victims.proxy.cut()
    return await _healed_after(victims, seconds / 2)


async def connections_slow(victims: Victims, seconds: float) -> bool:
    victims.proxy.delay_seconds = SLOW_SECONDS
    return await _healed_after(victims, seconds)


async def connections_dead(victims: Victims, seconds: float) -> bool:
    """Half open: they stand, and nothing arrives."""
    victims.proxy.swallows = True
    return await _healed_after(victims, seconds)


async def _healed_after(victims: Victims, seconds: float) -> bool:
    """Ends what was done to the connections, also if the wait is cut short."""
    try:
        await asyncio.sleep(seconds)
    finally:
        victims.proxy.heal()
    return True


FAULTS: Mapping[str, Fault] = {
    "chat killed": killed("chat"),
    "chat stopped": stopped("chat"),
    "bot killed": killed("bot"),
    "bot stopped": stopped("bot"),
    "knowledge killed": killed("knowledge"),
    "knowledge stopped": stopped("knowledge"),
    "Redis killed": killed("redis"),
    "Redis stopped": stopped("redis"),
    "Redis flushed": redis_flushed,
    "Redis full": redis_full,
    "disk full": disk_full,
    "database locked": database_locked,
    "connections cut": connections_cut,
    "connections slow": connections_slow,
    "connections dead": connections_dead,
}


async def _with_redis(victims: Victims, use: Callable[[Redis], Awaitable[None]]) -> bool:
    if victims.redis_socket is None:
        return False
    redis = Redis(unix_socket_path=str(victims.redis_socket), socket_timeout=5, decode_responses=True)
    try:
        await use(redis)
    except (RedisError, OSError):
        return False  # it is being restarted
    finally:
        await redis.aclose()
    return True
