"""The minimum for a message through Redis: published, and received by a subscriber in the same process."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from benchmarks.processes.processes import CannotMeasure, started
from benchmarks.workspace import Workspace
from launcher.data_folder import redis_server
from launcher.places import DataFolder
from launcher.processes import probe
from launcher.processes.process_environment import clean_environment

CHANNEL = "echo"
READY_WITHIN_SECONDS = 10.0
LONGEST_WAIT_SECONDS = 5.0


class RedisEcho:
    def __init__(self, redis: Redis, subscription: PubSub) -> None:
        self._redis = redis
        self._subscription = subscription

    async def seconds(self) -> float:
        """The time from publishing to receiving."""
        began = time.perf_counter()
        await self._redis.publish(CHANNEL, b"x" * 200)
        while (await self._message())["type"] != "message":
            pass
        return time.perf_counter() - began

    async def _message(self) -> dict[str, object]:
        message: dict[str, object] | None = await self._subscription.get_message(timeout=LONGEST_WAIT_SECONDS)
        if message is None:
            raise CannotMeasure("Redis did not deliver a message")
        return message


@asynccontextmanager
async def redis_echo(workspace: Workspace) -> AsyncIterator[RedisEcho]:
    """A separate Redis with the same configuration as Baton's."""
    data = DataFolder(workspace.folder("echo"))
    data.make()
    server = redis_server.prepare(workspace.checkout, data)
    environment = clean_environment(workspace.checkout, data.homes, {})
    async with started("Redis", [server.program, server.configuration], environment, data.redis) as process:

        async def listens() -> bool:
            return await probe.accepts_socket(server.socket)

        await process.until(listens, READY_WITHIN_SECONDS)
        redis = Redis.from_url(server.url)
        async with redis, redis.pubsub() as subscription:
            await subscription.subscribe(CHANNEL)
            yield RedisEcho(redis, subscription)
