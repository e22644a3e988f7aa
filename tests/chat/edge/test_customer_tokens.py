"""A customer's token ends when it was unused for long; whoever uses it never notices that it has an end."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select, update

from chat.edge.authentication import Authenticator
from conversations.conversation import CUSTOMER, Draft, Opening
from conversations.models import conversations
from conversations.repository import find_token
from conversations.service import append, get, open_conversation
from kit.auth import ANONYMOUS
from kit.clock import system_clock
from kit.database import Database
from tests.chat.edge.test_authentication import connection
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServeChat
from tests.fixtures.staff import MovingClock

DAYS = 90.0


class Door:
    """A conversation, its customer's token and a clock that only the test moves."""

    def __init__(self, database: Database) -> None:
        self.clock = MovingClock()
        self.database = database
        self.conversation, self._token = database.write_now(open_conversation, Opening(), self.clock())
        self._authenticator = Authenticator(database, self.clock, find_token, customer_token_days=DAYS)

    async def opens(self) -> bool:
        """Whether the token lets its customer in now."""
        principal = await self._authenticator.authenticate(connection(authorization=f"Bearer {self._token}"))
        assert principal == ANONYMOUS or principal.conversation_id == self.conversation.id
        return principal != ANONYMOUS

    def change(self, **values: object) -> None:
        def write(connection: Connection) -> None:
            row = conversations.c.id == self.conversation.id
            connection.execute(update(conversations).where(row).values(**values))

        self.database.write_now(write)

    def used_at(self) -> datetime:
        query = select(conversations.c.token_used_at).where(conversations.c.id == self.conversation.id)
        used_at: datetime = self.database.read_now(lambda connection: connection.execute(query).scalar_one())
        return used_at

    def write_over_a_socket(self) -> None:
        """As a message that arrives over a connection which was let in long ago."""

        def write(connection: Connection) -> None:
            conversation = get(connection, self.conversation.id, lock=True)
            append(connection, conversation, [Draft(CUSTOMER, "still here")], self.clock())

        self.database.write_now(write)


@pytest.fixture
def door(database: Database) -> Door:
    return Door(database)


async def test_an_unused_token_ends(door: Door) -> None:
    door.clock.move(days=DAYS)
    door.clock.move(seconds=1)
    assert not await door.opens()
    assert not await door.opens(), "trying does not bring it back"


async def test_a_used_token_goes_on_for_years(door: Door) -> None:
    for _ in range(12):
        door.clock.move(days=DAYS - 1)
        assert await door.opens()
    door.clock.move(days=DAYS + 1)
    assert not await door.opens()


async def test_writing_over_an_open_socket_is_a_use(door: Door) -> None:
    door.clock.move(days=DAYS - 1)
    door.write_over_a_socket()
    door.clock.move(days=DAYS - 1)
    assert await door.opens()


async def test_a_token_from_before_tokens_had_an_end_counts_from_the_latest_change(door: Door) -> None:
    door.change(token_used_at=None)
    door.clock.move(days=DAYS - 1)
    assert await door.opens()
    door.clock.move(days=DAYS - 1)
    assert await door.opens(), "it was used meanwhile"


async def test_a_use_is_written_once_an_hour_at_most_and_changes_nothing_for_readers(door: Door) -> None:
    before = door.database.read_now(get, door.conversation.id)
    written = {door.used_at()}
    for _ in range(10):
        door.clock.move(minutes=20)
        assert await door.opens()
        written.add(door.used_at())
    assert len(written) == 1 + 2, "when it began, and twice in 200 minutes"
    assert door.database.read_now(get, door.conversation.id) == before


async def test_calls_and_sockets_are_refused_with_an_ended_token_and_a_new_conversation_begins(
    serve_chat: ServeChat,
) -> None:
    chat = await serve_chat(customer_token_days=2.0)
    customer, other = await chat.customer(), await chat.customer()
    ok(await customer.get(customer.path))
    long_ago = system_clock() - timedelta(days=3)
    row = conversations.c.id == customer.id
    aged = update(conversations).where(row).values(token_used_at=long_ago, updated_at=long_ago)
    await chat.database.write(lambda connection: connection.execute(aged))
    assert refusal(await customer.get(customer.path)) == (401, "not_signed_in")
    assert refusal(await customer.say("hello")) == (401, "not_signed_in")
    assert await customer.listen().refused() == (401, "not_signed_in")
    again = await customer.post("/conversations", {})
    assert again.status_code == 201, "also if the client still sends the old token"
    ok(await other.get(other.path))
