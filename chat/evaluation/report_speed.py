"""Measures the reports on a database full of histories, and what they cost a customer meanwhile. Writes JSON.

`benchmarks/measurements/reports.py` runs it as a process of its own, once for each kind of database.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select, text

from chat.evaluation.report_histories import DAYS, FIRST_DAY, LAST_DAY, Histories
from chat.report_facts.keeper import FactsKeeper
from chat.report_facts.repository import count_stale, read_basis
from chat.reports.period import Filters
from chat.reports.reports import REPORTS
from conversations.conversation import Opening
from conversations.models import messages
from conversations.repository import list_messages
from conversations.service import get, open_conversation, post_customer_message
from kit.database import Database
from kit.schema import migrate

MESSAGES_EACH = 10
ROUNDS = 5
CUSTOMER_ROUNDS = 300
SUPERVISORS = 4
NOW = LAST_DAY + timedelta(days=7)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--conversations", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    migrate(given.database)
    database = Database(given.database)
    try:
        found = asyncio.run(measure(database, given.conversations))
    finally:
        database.close()
    given.out.write_text(json.dumps(found), encoding="utf-8")


async def measure(database: Database, count: int) -> dict[str, Any]:
    started = time.perf_counter()
    await asyncio.to_thread(Histories(count).write, database)
    written = time.perf_counter()
    keeper = FactsKeeper(database, lambda: NOW)
    made = await keeper.look_once()
    counted = time.perf_counter()
    if not database.is_sqlite:
        database.read_now(lambda connection: connection.execute(text("analyze")))
    alone = await _customer(database, "alone", CUSTOMER_ROUNDS)
    reports = {name: [await _timed(_report, database, name) for _ in range(ROUNDS)] for name in REPORTS}
    reading = [await _timed(_read_everything, database) for _ in range(ROUNDS)]
    return {
        "conversations": made,
        "messages": count * MESSAGES_EACH,
        "write_seconds": written - started,
        "facts_seconds": counted - written,
        "reports": reports,
        "reading": reading,
        "customer_alone": alone,
        "customer_meanwhile": await _meanwhile(database),
    }


async def _timed(work: Callable[..., Awaitable[Any]], *arguments: Any) -> float:
    started = time.perf_counter()
    await work(*arguments)
    return time.perf_counter() - started


def _filters(name: str) -> Filters:
    first: date = FIRST_DAY.date()
    agent = "agent_1" if name == "own" else None
    return Filters(first, first + timedelta(days=DAYS), ZoneInfo("Europe/Brussels"), agent=agent)


async def _report(database: Database, name: str) -> None:
    await database.read_aside(_whole_report, name)


def _whole_report(connection: Connection, name: str) -> None:
    """As the API makes it."""
    count_stale(connection, read_basis(connection).digest)
    REPORTS[name](connection, _filters(name), NOW)


async def _read_everything(database: Database) -> None:
    """The reference: what a report costs at least that reads every message once."""
    query = select(func.count(), func.max(messages.c.created_at), func.sum(func.length(messages.c.author_kind)))
    await database.read_aside(lambda connection: connection.execute(query).all())


async def _customer(database: Database, name: str, rounds: int) -> list[float]:
    """Seconds in which a customer's message is stored and read again, one after the other."""
    opened, _ = await database.write(open_conversation, Opening(), NOW)
    return [await _timed(_message, database, opened.id, f"{name}-{n}") for n in range(rounds)]


async def _message(database: Database, conversation_id: str, name: str) -> None:
    def store(connection: Connection) -> None:
        post_customer_message(connection, get(connection, conversation_id, lock=True), name, "Hello?", None, NOW)

    await database.write(store)
    await database.read(list_messages, conversation_id, "customer", 0, 20)


async def _meanwhile(database: Database) -> list[float]:
    """The same while several supervisors read one report after the other."""
    ended = asyncio.Event()

    async def supervisor() -> None:
        while not ended.is_set():
            for name in REPORTS:
                await _report(database, name)

    reading = [asyncio.create_task(supervisor()) for _ in range(SUPERVISORS)]
    taken = await _customer(database, "meanwhile", CUSTOMER_ROUNDS)
    ended.set()
    await asyncio.gather(*reading)
    return taken


if __name__ == "__main__":
    main()
