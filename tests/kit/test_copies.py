"""A copy serves for its time and no longer, and only where it was made."""

from sqlalchemy import Connection

from kit.copies import recently
from kit.database import Database

LONG = 600.0


def _asked(connection: Connection, key: str, seconds: float, answers: list[int]) -> list[int]:
    return [recently(connection, key, seconds, lambda: answers.pop(0)) for _ in range(2)]


async def test_what_was_read_a_moment_ago_is_not_read_again(database: Database) -> None:
    assert await database.read(_asked, "pace", LONG, [1, 2]) == [1, 1]


async def test_what_is_old_is_read_again(database: Database) -> None:
    assert await database.read(_asked, "pace", 0.0, [1, 2]) == [1, 2]


async def test_what_is_not_worth_keeping_is_read_again(database: Database) -> None:
    def asked(connection: Connection) -> list[int]:
        answers = [1, 2, 3]
        return [recently(connection, "pace", LONG, lambda: answers.pop(0), lambda answer: answer > 1) for _ in range(3)]

    assert await database.read(asked) == [1, 2, 2]


async def test_each_key_has_a_copy_of_its_own(database: Database) -> None:
    def both(connection: Connection) -> list[int]:
        return [*_asked(connection, "here", LONG, [1]), *_asked(connection, "there", LONG, [2])]

    assert await database.read(both) == [1, 1, 2, 2]
