"""A bounded store in memory: each value is made once, however many ask for it at the same time."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """At most `room` in total, as `size` measures a value. A value that alone has no room is not kept."""

    def __init__(self, room: int, size: Callable[[Value], int]) -> None:
        self._room = room
        self._size = size
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._taken = 0
        self._making: dict[Key, asyncio.Task[Value]] = {}

    def __len__(self) -> int:
        return len(self._values)

    async def get(self, key: Key, make: Callable[[], Awaitable[Value]]) -> Value:
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = asyncio.ensure_future(self._make(key, make))
            making.add_done_callback(lambda done: self._made(key, done))
        # Shielded: a reader who leaves does not take the page away from the others who wait for it.
        return await asyncio.shield(making)

    def _made(self, key: Key, done: "asyncio.Task[Value]") -> None:
        self._making.pop(key, None)
        if not done.cancelled():
            done.exception()  # everybody who waits gets it; nobody may be left to

    async def _make(self, key: Key, make: Callable[[], Awaitable[Value]]) -> Value:
        value = await make()
        size = self._size(value)
        if size <= self._room:
            self._values[key] = value
            self._taken += size
        while self._taken > self._room:
            _, oldest = self._values.popitem(last=False)
            self._taken -= self._size(oldest)
        return value
