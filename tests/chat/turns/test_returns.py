"""A return is checked, then registered once per order; the dialogue gets the outcome."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select

from chat.connectors.connectors import Connectors
from chat.orders.connectors import order_connectors
from chat.orders.demo import DemoOrderBook, orders, returns
from chat.turns.effects import Effects
from kit.database import Database
from tests.fixtures.story import START, MovableClock

STEP = {"order_number": "WW-48213", "email": "mara@example.com", "return_reason": "It is faulty"}
CHECK, REGISTER = {"effect": "check_return", **STEP}, {"effect": "register_return", **STEP}


@pytest.fixture
def effects(database: Database, clock: MovableClock) -> Effects:
    def fill(connection: Connection) -> None:
        until = (START + timedelta(days=30)).date().isoformat()
        for number, last_day in (("WW-48213", until), ("WW-45002", "2025-01-01"), ("WW-46555", None)):
            row = {
                "number": number,
                "email": "mara@example.com",
                "state": "delivered",
                "detail": "",
                "placed_at": START,
            }
            connection.execute(insert(orders).values(**row, return_until=last_day))

    database.write_now(fill)
    return Effects(Connectors(order_connectors(DemoOrderBook(database), clock)))


async def told(effects: Effects, step: Mapping[str, Any], key: str = "conv:1:0.0") -> tuple[str, dict[str, Any]]:
    event = (await effects.perform(step, key)).event
    return event["name"], dict(event["entities"])


def registered(database: Database) -> int:
    return database.read_now(lambda connection: connection.scalar(select(func.count()).select_from(returns)) or 0)


async def test_checking_registers_nothing_and_returns_the_last_day(database: Database, effects: Effects) -> None:
    assert await told(effects, CHECK) == ("return_possible", {"return_until": "2026-04-01"})
    assert registered(database) == 0


async def test_an_order_that_cannot_be_returned_is_rejected_before_any_question(effects: Effects) -> None:
    name, entities = await told(effects, {**CHECK, "order_number": "WW-45002"})
    assert (name, "2025-01-01" in entities["return_problem"]) == ("return_refused", True)
    assert (await told(effects, {**CHECK, "order_number": "WW-46555"}))[0] == "return_refused"
    assert (await told(effects, {**CHECK, "email": "eve@example.com"}))[0] == "order_not_found"


async def test_an_order_is_registered_once_and_its_number_is_repeated(database: Database, effects: Effects) -> None:
    name, first = await told(effects, REGISTER, "conv:1:0.0")
    assert name == "return_registered"
    again = [await told(effects, REGISTER, f"conv:{turn}:0.0") for turn in range(2, 11)]
    assert again == [("return_known", {"return_number": first["return_number"]})] * 9
    assert await told(effects, CHECK) == ("return_known", {"return_number": first["return_number"]})
    assert registered(database) == 1


async def test_a_turn_that_runs_again_says_the_same(database: Database, effects: Effects) -> None:
    assert await told(effects, REGISTER) == await told(effects, REGISTER)
    assert registered(database) == 1


async def test_two_concurrent_conversations_register_one_return(database: Database, effects: Effects) -> None:
    outcomes = await asyncio.gather(*(told(effects, REGISTER, f"conv{n}:1:0.0") for n in range(8)))
    assert sorted(name for name, _ in outcomes) == ["return_known"] * 7 + ["return_registered"]
    assert len({entities["return_number"] for _, entities in outcomes}) == 1
    assert registered(database) == 1
