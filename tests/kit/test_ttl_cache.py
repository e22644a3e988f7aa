"""The TTL cache returns a value until it expires, and only on the connection that read it."""

from sqlalchemy import Connection

from kit.database import Database
from kit.ttl_cache import _CACHE_KEY, cached

LONG = 600.0


def _read_twice(connection: Connection, key: str, ttl_seconds: float, answers: list[int]) -> list[int]:
    return [cached(connection, key, ttl_seconds, lambda: answers.pop(0)) for _ in range(2)]


async def test_a_fresh_value_is_not_read_again(database: Database) -> None:
    assert await database.read(_read_twice, "pace", LONG, [1, 2]) == [1, 1]


async def test_an_expired_value_is_read_again(database: Database) -> None:
    assert await database.read(_read_twice, "pace", 0.0, [1, 2]) == [1, 2]


async def test_a_value_not_worth_keeping_is_read_again(database: Database) -> None:
    def read_three_times(connection: Connection) -> list[int]:
        answers = [1, 2, 3]
        return [cached(connection, "pace", LONG, lambda: answers.pop(0), lambda answer: answer > 1) for _ in range(3)]

    assert await database.read(read_three_times) == [1, 2, 2]


async def test_each_key_has_its_own_value(database: Database) -> None:
    def both(connection: Connection) -> list[int]:
        return [*_read_twice(connection, "here", LONG, [1]), *_read_twice(connection, "there", LONG, [2])]

    assert await database.read(both) == [1, 1, 2, 2]


async def test_reading_another_key_drops_only_what_has_expired(database: Database) -> None:
    def read(connection: Connection) -> tuple[int, int]:
        cached(connection, "kept", LONG, lambda: 1)
        cached(connection, "another", LONG, lambda: 2)
        kept = cached(connection, "kept", LONG, lambda: 3)
        cached(connection, "last", 0.0, lambda: 4)
        return kept, len(connection.info[_CACHE_KEY])

    assert await database.read(read) == (1, 1)
