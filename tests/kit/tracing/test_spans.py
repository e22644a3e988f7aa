"""Spans: what is sent if it is set, that nobody waits for it, and that nothing is there if it is not."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from kit.database import Database
from kit.settings import ProcessSettings
from kit.tracing import spans
from kit.tracing.start import start_tracing
from tests.kit.tracing.collector import Collector, collecting

ROOT = Path(__file__).resolve().parents[3]
SECRET_WORDS = "my card is 4111 1111 1111 1111"


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        headers = {"Authorization": SecretStr("Bearer of-the-collector")}
        start_tracing(ProcessSettings(traces_url=collector.url, traces_headers=headers), "chat")
        yield collector
        spans.stop()


def one_statement(connection: Connection) -> int:
    return int(connection.scalar(text("select 1 where 'x' != :words"), {"words": SECRET_WORDS}) or 0)


def refused_statement(connection: Connection) -> None:
    connection.execute(text("insert into departments (id) values (:words)"), {"words": SECRET_WORDS})


async def test_statements_belong_to_what_ran_them_and_say_no_value(collector: Collector, database: Database) -> None:
    with spans.trace("turn", conversation="c1"):
        await asyncio.gather(*(database.write(one_statement) for _ in range(8)), database.read(one_statement))
        await database.read_few(one_statement)
        await database.read_aside(one_statement)
    await database.read(one_statement)  # of no trace
    spans.stop()
    turn = collector.wait_for("turn")
    assert turn.attributes == {"baton.conversation": "c1"}
    assert turn.parent == ""
    assert {span.trace for span in collector.spans} == {turn.trace}
    around = [span for span in collector.spans if span.parent == turn.id]
    reads_aside = "read aside" in {span.name for span in around}
    assert [span.name for span in around].count("write") == 8
    statements = [span for span in collector.spans if span.name == "sql select"]
    assert {span.parent for span in statements} == {span.id for span in around}, "each has its own"
    assert len(statements) == len(around) == 10 + reads_aside
    assert statements[0].attributes == {"baton.statement": "SELECT"}
    assert b"4111" not in b"".join(collector.bodies)
    assert {headers["authorization"] for headers in collector.headers} == {"Bearer of-the-collector"}


async def test_a_failure_is_named_by_its_type_alone(collector: Collector, database: Database) -> None:
    with pytest.raises(IntegrityError), spans.trace("turn"):
        await database.write(refused_statement)
    spans.stop()
    for name in ("turn", "write", "sql insert"):
        span = collector.wait_for(name)
        assert span.failed
        named = span.attributes["error.type"]
        assert named in {"IntegrityError", "NotNullViolation"}, "the library's, or the driver's"
    assert b"4111" not in b"".join(collector.bodies)


async def test_a_trace_that_is_left_out_is_left_out_in_every_process(database: Database) -> None:
    with collecting() as collector:
        start_tracing(ProcessSettings(traces_url=collector.url, traces_share=1e-9), "chat")
        with spans.trace("turn"), spans.span("think"):
            await database.write(one_statement)
            assert spans.headers() == {}, "neighbours are told nothing"
        spans.stop()
    assert collector.spans == []


def test_a_call_says_which_trace_it_belongs_to_and_its_answer_may_report_a_span(collector: Collector) -> None:
    assert spans.headers() == {}
    with spans.trace("turn"):
        said = spans.headers()["traceparent"]
        spans.past("turn", 5, 7, process="bot")
    with spans.trace("evidence", parent=said):
        pass
    with spans.trace("evidence", parent="00-nonsense"):
        pass
    spans.stop()
    turn, of_bot = collector.wait_for("turn"), collector.wait_for("turn", "baton-bot")
    assert said.startswith(f"00-{turn.trace}-{turn.id}-0")
    assert (of_bot.parent, of_bot.began, of_bot.ended) == (turn.id, 5, 7)
    assert collector.wait_for("evidence").parent == turn.id
    assert collector.wait_for("evidence", number=2).parent == ""


@pytest.mark.parametrize("status", [400, 503])
def test_nobody_waits_for_a_collector_that_refuses(collector: Collector, status: int) -> None:
    collector.status = status
    for number in range(20_000):
        with spans.trace("turn", number=number):
            pass
    spans.stop()  # and it gives up: the test ends
    assert collector.bodies


def test_without_the_setting_nothing_of_it_is_imported() -> None:
    code = (
        "import sys, chat.assembly.app, chat.assembly.serve, knowledge_base.service.serve;"
        "from kit.settings import ProcessSettings; from kit.tracing import spans, start;"
        "start.start_tracing(ProcessSettings(), 'chat');"
        "assert spans.headers() == {} and spans.carried(print) is print;"
        "print([name for name in sys.modules if name.startswith('opentelemetry.exporter') or 'sdk.trace' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("variable", ["FASTAPI_OTEL_AUTO_CONFIGURE", "OTEL_TRACES_EXPORTER"])
def test_no_variable_of_a_library_switches_telemetry_on(variable: str) -> None:
    """FastAPI has its own, with the texts of exceptions and what its validation refused."""
    code = (
        "from fastapi import FastAPI; from kit.tracing.start import NO_OTHER_TELEMETRY as off;"
        "app = FastAPI(telemetry=off);"
        "print(app._telemetry['auto_configure'], app._native_telemetry.enabled())"
    )
    around = {variable: "true" if variable.startswith("FAST") else "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://x:1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**around}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
