"""The health of Baton's services, each in a word: `ok`, or what is wrong."""

import asyncio
from collections.abc import Sequence

from redis.asyncio import Redis
from redis.exceptions import RedisError

from chat.attachments.storage import RemoteStore
from chat.clients.bot import BotClient
from chat.clients.knowledge import KnowledgeClient
from chat.monitoring.storage_check import StorageCheck
from kit.background.loops import Loop

LONGEST_WAIT_FOR_REDIS_SECONDS = 1

NOT_CONFIGURED = "not configured"
"""What is said of Redis where this is the only process and needs none."""


class Health:
    """Checks each service on request."""

    def __init__(
        self,
        storage: StorageCheck,
        redis: "Redis | None",
        knowledge: KnowledgeClient,
        bot: BotClient,
        loops: Sequence[Loop],
        files: RemoteStore | None = None,
    ) -> None:
        """`loops` are those of this process. `files` is where files are, if that is no folder."""
        self._storage = storage
        self._redis = redis
        self._knowledge = knowledge
        self._bot = bot
        self._files = files
        self.loops = loops

    async def of_database(self) -> str:
        return await self._storage.state()

    async def of_neighbours(self) -> dict[str, str]:
        """The services without which conversations can still be served."""
        return {
            "redis": await self._of_redis(),
            "bot": await self._bot.health(),
            "knowledge": await self._knowledge.health(),
            **({"files": await self._files.state()} if self._files else {}),
        }

    def of_loops(self) -> dict[str, str]:
        """The background loops that keep failing, under one name; nothing where all is well."""
        failing = [loop.name for loop in self.loops if loop.keeps_failing]
        return {"loops": f"keeps failing: {', '.join(failing)}"} if failing else {}

    async def _of_redis(self) -> str:
        if self._redis is None:
            return NOT_CONFIGURED
        try:
            async with asyncio.timeout(LONGEST_WAIT_FOR_REDIS_SECONDS):
                await self._redis.ping()
        except (RedisError, OSError) as error:
            return type(error).__name__
        return "ok"
