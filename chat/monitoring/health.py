"""The health of Baton's services, each in a word: `ok`, or what is wrong."""

import asyncio

from redis.asyncio import Redis
from redis.exceptions import RedisError

from chat.clients.bot import BotClient
from chat.clients.knowledge import KnowledgeClient
from chat.monitoring.storage_check import StorageCheck

LONGEST_WAIT_FOR_REDIS_SECONDS = 1


class Health:
    """Checks each service on request."""

    def __init__(
        self, storage: StorageCheck, redis: "Redis | None", knowledge: KnowledgeClient, bot: BotClient
    ) -> None:
        self._storage = storage
        self._redis = redis
        self._knowledge = knowledge
        self._bot = bot

    async def of_database(self) -> str:
        return await self._storage.state()

    async def of_neighbours(self) -> dict[str, str]:
        """The services without which conversations can still be served."""
        return {
            "redis": await self._of_redis(),
            "bot": await self._bot.health(),
            "knowledge": await self._knowledge.health(),
        }

    async def _of_redis(self) -> str:
        if self._redis is None:
            return "not configured"
        try:
            async with asyncio.timeout(LONGEST_WAIT_FOR_REDIS_SECONDS):
                await self._redis.ping()
        except (RedisError, OSError) as error:
            return type(error).__name__
        return "ok"
