"""Metrics for a monitoring system, in Prometheus text format and only with supervisors' tokens."""

import re

from sqlalchemy import update

from conversations.models import conversations
from tests.fixtures.callers import Caller, refusal
from tests.fixtures.chat_process import ServedChat

SAMPLE = re.compile(r'^([a-z_]+)(?:\{([a-z]+)="([^"]*)"\})? (\S+)$')


async def scraped(reader: Caller) -> dict[tuple[str, str | None], float]:
    """Each sample by its name and its label's value. Fails on a line that is neither a sample nor a comment."""
    response = await reader.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    found: dict[tuple[str, str | None], float] = {}
    for line in response.text.splitlines():
        if not line.startswith("# "):
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            found[sample[1], sample[3]] = float(sample[4])
    return found


async def test_handoffs_and_invariants_are_reported_as_metrics(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    await agent.put("/presence", {"state": "online"})
    await chat.customer()
    await chat.assigned(agent)
    waiting = await chat.queued()
    told = await scraped(supervisor)
    assert told["baton_conversations", "bot"] == told["baton_conversations", "assigned"] == 1
    assert told["baton_queue_length", None] == 1
    assert told["baton_queue_longest_wait_seconds", None] >= 0
    assert told["baton_handoffs_total", "asked_for_person"] == 2
    assert (told["baton_agents", "online"], told["baton_agents", "away"]) == (1, 0)
    assert told["baton_service_up", "bot"] == told["baton_service_up", "redis"] == 1
    broken = {label: value for (name, label), value in told.items() if name == "baton_invariant_broken"}
    assert len(broken) >= 5
    assert set(broken.values()) == {0}
    await chat.database.write(
        lambda connection: connection.execute(
            update(conversations).where(conversations.c.id == waiting.id).values(last_seq=99)
        )
    )
    assert (await scraped(supervisor))["baton_invariant_broken", "transcript_gaps"] == 1


async def test_metrics_need_a_supervisor(chat: ServedChat) -> None:
    assert refusal(await chat.anybody.get("/metrics")) == (401, "not_signed_in")
    assert refusal(await (await chat.person()).get("/metrics")) == (403, "not_allowed")
