"""The demo's orders, in SQL: the order book for installations without a real shop."""

from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Table, Text, bindparam, insert, select

from chat.orders.order_book import Order, Return
from kit.database import Database, Instant, metadata
from kit.web.emails import fold_email

orders = Table(
    "demo_orders",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("email", String(320), nullable=False, index=True),
    Column("state", String(32), nullable=False),
    Column("detail", Text, nullable=False),
    Column("return_until", String(32)),
    Column("placed_at", Instant, nullable=False),
)

returns = Table(
    "demo_returns",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    # The key of the effect that registered the return: if the turn runs again, it finds the same return.
    Column("effect_key", String(128), nullable=False, unique=True),
    Column("order_number", String(16), ForeignKey("demo_orders.number"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

FIRST_RETURN = 20_000

# Older order books may hold several returns for an order: the first one counts.
_RETURN_OF_ORDER = (
    select(returns.c.number, returns.c.effect_key)
    .where(returns.c.order_number == bindparam("order"))
    .order_by(returns.c.number)
    .limit(1)
)


class DemoOrderBook:
    """The demo's orders, in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, number: str, email: str) -> Order | None:
        return await self._database.read(_find, number, email)

    async def list_by_email(self, email: str) -> list[Order]:
        return await self._database.read(_list_by_email, email)

    async def find_return(self, order: Order) -> str | None:
        return await self._database.read(_find_return, order.number)

    async def register_return(self, key: str, order: Order, reason: str, now: datetime) -> Return:
        return await self._database.write(_register_return, key, order.number, reason, now)


def _find(connection: Connection, number: str, email: str) -> Order | None:
    query = select(orders).where(orders.c.number == number.upper(), orders.c.email == fold_email(email))
    row = connection.execute(query).first()
    return None if row is None else Order(row.number, row.state, row.detail, row.return_until, row.placed_at)


def _list_by_email(connection: Connection, email: str) -> list[Order]:
    query = select(orders).where(orders.c.email == fold_email(email)).order_by(orders.c.placed_at.desc())
    return [
        Order(row.number, row.state, row.detail, row.return_until, row.placed_at) for row in connection.execute(query)
    ]


def _find_return(connection: Connection, order_number: str) -> str | None:
    row = connection.execute(_RETURN_OF_ORDER, {"order": order_number}).first()
    return None if row is None else _return_number(row.number)


def _register_return(connection: Connection, key: str, order_number: str, reason: str, now: datetime) -> Return:
    # Two conversations may register a return for the same order at once: they wait for each other on the order's row.
    connection.execute(select(orders.c.number).where(orders.c.number == order_number).with_for_update())
    row = connection.execute(_RETURN_OF_ORDER, {"order": order_number}).first()
    if row is not None:
        return Return(_return_number(row.number), anew=row.effect_key == key)
    result = connection.execute(
        insert(returns).values(effect_key=key, order_number=order_number, reason=reason, created_at=now)
    )
    assert result.inserted_primary_key is not None
    return Return(_return_number(result.inserted_primary_key[0]), anew=True)


def _return_number(number: int) -> str:
    return f"RT-{FIRST_RETURN + number:05d}"
