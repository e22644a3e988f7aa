"""A background loop that keeps failing is told by health and metrics, until it is well again."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from chat.monitoring.health import Health
from chat.monitoring.storage_check import StorageCheck
from conversations.models import conversations
from handoff.lifecycle.housekeeping import Housekeeping
from kit.clock import system_clock
from kit.database import Database
from tests.chat.monitoring.test_metrics import scraped
from tests.fixtures.callers import eventually, ok
from tests.fixtures.chat_process import ServeChat, ServedChat


async def change(chat: ServedChat, conversation_id: str, **values: Any) -> None:
    changed = update(conversations).where(conversations.c.id == conversation_id).values(**values)
    await chat.database.write(lambda connection: connection.execute(changed))


async def test_a_row_that_fails_in_every_round_is_told_and_mending_it_too(
    serve_chat: ServeChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Housekeeping, "INTERVAL_SECONDS", 0.01)
    chat = await serve_chat()
    supervisor = await chat.person("supervisor")
    before = await scraped(supervisor)
    assert before["baton_loop_failing", "housekeeping"] == before["baton_loop_failures_total", "housekeeping"] == 0
    assert "loops" not in ok(await chat.anybody.get("/health"))
    idle = await chat.customer()
    long_ago = system_clock() - timedelta(days=2)
    await change(chat, idle.id, memory=["not an object"], updated_at=long_ago)

    async def told() -> Any:
        return ok(await chat.anybody.get("/health")).get("loops")

    assert await eventually(told) == "keeps failing: housekeeping"
    body = ok(await chat.anybody.get("/health"))
    assert (body["status"], body["database"]) == ("degraded", "ok"), "conversations are served all the same"
    metrics = await scraped(supervisor)
    assert metrics["baton_loop_failing", "housekeeping"] == 1
    assert metrics["baton_loop_failures_total", "housekeeping"] >= 3
    assert metrics["baton_loop_failing", "routing"] == 0
    await change(chat, idle.id, memory={}, updated_at=long_ago)

    async def well() -> bool:
        return await told() is None

    await eventually(well)


async def test_every_loop_of_the_process_runs_and_is_known_by_its_name(chat: ServedChat) -> None:
    metrics = await scraped(await chat.person("supervisor"))
    loops = {label for name, label in metrics if name == "baton_loop_failing"}
    hub = {"hub.sweep", "hub.feed", "hub.queue", "hub.positions", "hub.menus", "hub.settings"}
    own = {"housekeeping", "routing", "turns", "company", "packs", "attachments", "report_facts", "retention"}
    articles = {"publication", "article_images"}
    assert loops == {*own, *articles, "webhooks", "webhooks.clean", "bus.hear", "bus.send", *hub}
    assert [loop.name for loop in chat.container.loops if not loop.is_running] == []


async def test_a_storage_check_that_stumbles_is_an_answer_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> bool:
        raise KeyError("a fault of ours")

    monkeypatch.setattr(database, "is_there", broken)
    now = 0.0
    check = StorageCheck(database, system_clock, lambda: now)
    health = Health(check, None, None, None, [])  # type: ignore[arg-type]
    now = 10.0
    assert await health.of_database() == "takes no writes: it fails"
    monkeypatch.undo()
    assert await health.of_database() == "ok"
