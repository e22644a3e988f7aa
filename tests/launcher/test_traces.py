"""One turn is one tree of spans over the three real processes, and no word of the customer is in it."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kit.tracing.collector import Collector, collecting
from tests.story.installation import Installation, free_port

WORDS = "Is the first service free? I am Zebedee, zebedee@example.com"


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="module")
def baton(collector: Collector, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    settings = {
        "BATON_TRACES_URL": collector.url,
        "BATON_TRACES_HEADERS": json.dumps({"Authorization": "Bearer of-the-collector"}),
    }
    baton = Installation(tmp_path_factory.mktemp("traced") / "data", free_port(), settings=settings)
    baton.start()
    yield baton
    assert baton.stop() == 0


def test_a_turn_is_one_tree_over_three_processes(baton: Installation, collector: Collector) -> None:
    opened = baton.call("POST", "/conversations")
    path, token = f"/conversations/{opened['conversation_id']}", str(opened["token"])
    baton.call("POST", f"{path}/messages", {"client_message_id": "one", "text": WORDS}, token)
    turn = collector.wait_for("turn")
    of_bot = collector.wait_for("turn", "baton-bot")
    of_knowledge = collector.wait_for("evidence-stream", "baton-knowledge")
    collector.wait_for("write")
    spans = collector.of(turn.trace)
    by_id = {span.id: span for span in spans}
    assert [span.name for span in spans if span.parent == ""] == ["turn"], "one root"
    assert all(span.parent in by_id for span in spans if span is not turn), "and everything hangs on it"
    assert {span.process for span in spans} == {"baton-chat", "baton-knowledge", "baton-bot"}
    assert by_id[of_bot.parent].name == "POST /webhooks/baton/turn"
    assert by_id[of_knowledge.parent].name == "POST /evidence-stream"
    assert {"think", "decide", "write", "sql insert", "sql update", "sql select"} <= {span.name for span in spans}
    assert turn.attributes["baton.conversation"] == opened["conversation_id"]
    assert turn.attributes["baton.outcome"] in {"answered", "handed_over"}
    for span in spans:
        outer = by_id.get(span.parent, turn)
        assert outer.began <= span.began <= span.ended, span.name
    sent = b"".join(collector.bodies)
    for secret in (b"service free", b"ebedee", b"example.com", token.encode()):
        assert secret not in sent, secret
    assert all(headers["authorization"] == "Bearer of-the-collector" for headers in collector.headers)


def test_what_a_customer_sends_begins_and_joins_no_trace(baton: Installation, collector: Collector) -> None:
    forged = {"traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01", "tracestate": "a=zebedee"}
    request = urllib.request.Request(
        f"{baton.address}/api/v1/conversations", b"{}", {"Content-Type": "application/json", **forged}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        opened: dict[str, Any] = json.load(answer)
    path = f"/conversations/{opened['conversation_id']}/messages"
    baton.call("POST", path, {"client_message_id": "one", "text": "hello"}, opened["token"])
    collector.wait_for("turn", number=2)
    assert "ab" * 16 not in {span.trace for span in collector.spans}


def test_the_bots_process_knows_of_no_collector(baton: Installation) -> None:
    for process in baton.processes("bot.serve"):
        assert b"TRACES" not in Path(f"/proc/{process}/environ").read_bytes()
