"""A receiver beside a `chat` that may call it."""

from collections.abc import AsyncIterator

import pytest

from tests.chat.webhooks.receiver import Receiver
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import Neighbours, repeats


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    one = Receiver()
    await one.start()
    yield one
    await one.stop()


@pytest.fixture
async def hooked(serve_chat: ServeChat, receiver: Receiver, neighbours: Neighbours) -> ServedChat:
    """A `chat` whose operator has listed the receiver."""
    neighbours.bot = repeats
    return await serve_chat(webhook_hosts=receiver.host, webhook_timeout_seconds=1.0)
