"""Metrics for a monitoring system, in Prometheus text format and only with supervisors' tokens."""

import re
from datetime import timedelta

from sqlalchemy import Connection, update

from conversations.models import conversations
from handoff.handoffs.models import handoffs
from kit.clock import system_clock
from tests.fixtures.callers import Caller, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat

SAMPLE = re.compile(r'^([a-z_]+)(?:\{((?:[a-z]+="[^"]*",?)+)\})? (\S+)$')


async def scraped(reader: Caller) -> dict[tuple[str, str | None], float]:
    """Each sample by its name and its labels' values. Fails on a line that is neither a sample nor a comment."""
    response = await reader.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    found: dict[tuple[str, str | None], float] = {}
    for line in response.text.splitlines():
        if not line.startswith("# "):
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            found[sample[1], " ".join(re.findall('"([^"]*)"', sample[2])) if sample[2] else None] = float(sample[3])
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


async def test_open_connections_are_reported_with_their_limit(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_at_once=500)
    supervisor, customer = await chat.person("supervisor"), await chat.customer()
    before = await scraped(supervisor)
    async with customer.listen(), customer.listen():
        during = await scraped(supervisor)
    assert during["baton_connections", None] == before["baton_connections", None] + 2
    assert during["baton_connections_limit", None] == 500


async def test_without_a_limit_of_connections_none_is_reported(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_at_once=0)
    assert ("baton_connections_limit", None) not in await scraped(await chat.person("supervisor"))


async def test_turns_calls_and_transactions_are_measured(chat: ServedChat) -> None:
    supervisor, customer = await chat.person("supervisor"), await chat.customer()
    before = await scraped(supervisor)
    async with customer.listen() as socket:
        await customer.say("I am mara@example.com, where is WW-48213?")
        await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")
    await chat.anybody.get("/conversations/c_48213/messages")
    await chat.anybody.get("/mara@example.com/WW-48213")
    told = await scraped(supervisor)

    def more(name: str, labels: str | None) -> float:
        return told.get((name, labels), 0.0) - before.get((name, labels), 0.0)

    turns = [more("baton_turn_seconds_count", outcome) for outcome in ("answered", "handed_over")]
    assert sum(turns) == more("baton_turn_seconds_bucket", "answered +Inf") + more(
        "baton_turn_seconds_bucket", "handed_over +Inf"
    )
    assert sum(turns) == 1
    decided = [value for (name, _), value in told.items() if name == "baton_decision_seconds_count"]
    assert sum(decided) == 1
    assert more("baton_service_call_seconds_count", "bot ok") >= 1
    assert more("baton_service_call_seconds_count", "knowledge ok") >= 1
    assert more("baton_sql_seconds_count", "write") >= 2  # the message, and its answer
    assert more("baton_call_seconds_count", "conversations/messages 2xx") >= 1
    assert more("baton_call_seconds_count", "conversations/messages 4xx") == 1
    assert more("baton_call_seconds_count", "other 4xx") == 1
    assert more("baton_call_seconds_sum", "conversations/messages 2xx") > 0
    text = (await supervisor.get("/metrics")).text
    assert not re.search(r"mara|W-48213|c_48213|example\.com", text)


async def test_buckets_are_cumulative_for_every_histogram(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    await agent.put("/presence", {"state": "online"})
    await chat.assigned(agent)
    text = (await supervisor.get("/metrics")).text
    buckets = re.findall(r'^(\w+)_bucket\{(.*)le="[^"]+"\} (\d+)$', text, re.MULTILINE)
    series: dict[tuple[str, str], list[int]] = {}
    for name, labels, count in buckets:
        series.setdefault((name, labels), []).append(int(count))
    assert {name for name, _ in series} >= {"baton_call_seconds", "baton_sql_seconds", "baton_queue_wait_seconds"}
    for (name, labels), counts in series.items():
        assert counts == sorted(counts)
        ending = "{" + labels.rstrip(",") + "}" if labels else ""
        assert f"{name}_count{ending} {counts[-1]}\n" in text


async def test_the_wait_of_each_customer_is_counted_once(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    await agent.put("/presence", {"state": "online"})
    waiting, other = await chat.queued(), await chat.queued()
    now = system_clock()
    for customer, seconds in ((waiting, 400), (other, 20)):
        since = update(handoffs).where(handoffs.c.conversation_id == customer.id)
        since = since.values(requested_at=now - timedelta(seconds=seconds))
        await chat.database.write(Connection.execute, since)
        await agent.accept(customer.id)
    await agent.post(f"/conversations/{waiting.id}/requeue", {})
    await agent.accept(waiting.id)
    told = await scraped(supervisor)
    assert told["baton_queue_wait_seconds_count", None] == 2
    assert told["baton_queue_wait_seconds_bucket", "15"] == 0
    assert told["baton_queue_wait_seconds_bucket", "30"] == 1
    assert told["baton_queue_wait_seconds_bucket", "300"] == 1
    assert told["baton_queue_wait_seconds_bucket", "600"] == 2
    assert 420 <= told["baton_queue_wait_seconds_sum", None] <= 440


async def test_metrics_need_a_supervisor(chat: ServedChat) -> None:
    assert refusal(await chat.anybody.get("/metrics")) == (401, "not_signed_in")
    assert refusal(await (await chat.person()).get("/metrics")) == (403, "not_allowed")
