"""The real process: it serves a published edit within two seconds, and a restart encodes nothing again."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from sqlalchemy import Table, func, select

from chat.clients.knowledge import Calibrated, CurrentResult
from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.article import Article
from knowledge_base.articles.record import Content
from knowledge_base.decision.target_precision import TARGET_PRECISIONS
from knowledge_base.encoders.encoder import OnnxEncoder
from knowledge_base.models import calibrations, text_vectors
from knowledge_base.monitoring.metrics import CALLS
from knowledge_base.service.app import create_app
from knowledge_base.service.engine import Engine
from knowledge_base.service.knowledge_service import KnowledgeService
from knowledge_base.service.training import TrainingFailed, TrainingJob, TrainingResult
from tests.knowledge_base.conftest import ROOT

TOKEN = "a-shared-token"
NOW = datetime(2030, 1, 2, tzinfo=UTC)
Start = Callable[[], contextlib.AbstractContextManager[httpx.Client]]


@pytest.fixture
def start(database_url: str, encoder_folder: Path, tmp_path: Path) -> Start:
    """Starts a process and gives a client for it once it is ready."""
    token_file = tmp_path / "token"
    token_file.write_text(TOKEN + "\n", encoding="utf-8")

    @contextlib.contextmanager
    def run() -> Iterator[httpx.Client]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {
            **os.environ,
            "BATON_DATA": str(tmp_path),
            "BATON_DATABASE_URL": database_url,
            "BATON_PORT": str(port),
            "BATON_ENCODER": str(encoder_folder),
            "BATON_KNOWLEDGE_TOKEN_FILE": str(token_file),
            "OMP_NUM_THREADS": "1",
        }
        process = subprocess.Popen([sys.executable, "-m", "knowledge_base.service.serve"], cwd=ROOT, env=environment)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30) as client:
                wait_until(lambda: is_ready(client), 60)
                yield client
        finally:
            process.terminate()
            process.wait(20)

    return run


def is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/health").json()["ready"] is True
    except httpx.TransportError:
        return False


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.05)  # a poll of another process, which has no other way to tell


def ask(client: httpx.Client, text: str, version: int | None = None) -> dict[str, Any]:
    answer = client.post("/evidence", json={"text": text, "context": [], "version": version})
    assert answer.status_code == 200, answer.text
    evidence: dict[str, Any] = answer.json()["evidence"]
    return evidence


@pytest.fixture
def published(database: Database, articles: list[Article]) -> list[Article]:
    for article in articles:
        content = Content(article.title, article.body)
        database.write_now(editing.create, content, "Edith", NOW, article_id=article.id)
        database.write_now(editing.publish, article.id, 1, "Edith", NOW)
    return articles


@pytest.mark.usefixtures("published")
def test_a_published_edit_is_served_at_once_to_who_asks_for_it_and_soon_to_all(
    start: Start, database: Database
) -> None:
    with start() as client:
        first = ask(client, "how long do I have to send a jacket back")
        assert first["candidates"][0]["article_id"] == "returns"
        assert first["knowledge_version"] == 8
        changed = Content("Return something within 45 days", "You may send goods back within 45 days of delivery.")
        database.write_now(editing.update, "returns", 1, changed, "Edith", NOW)
        database.write_now(editing.publish, "returns", 2, "Edith", NOW)
        asked = time.monotonic()
        second = ask(client, "how long do I have to send a jacket back", 9)
        assert time.monotonic() - asked < 2
        assert "45 days" in second["candidates"][0]["passage"]
        assert second["knowledge_version"] == 9
        database.write_now(editing.archive, "norway", "Edith", NOW)
        wait_until(lambda: ask(client, "parcels to Norway")["knowledge_version"] == 10, 2)
        assert "norway" not in {found["article_id"] for found in ask(client, "parcels to Norway")["candidates"]}


@pytest.mark.usefixtures("published")
def test_staff_are_told_how_questions_would_fare_and_how_the_calibration_does(start: Start) -> None:
    with start() as client:
        found = client.post("/today", json={"questions": ["Can I send back what I bought?", "who won the match"]})
        first, second = [CurrentResult(**one) for one in found.json()["questions"]]
        assert (first.group, first.article_id, second.group) == (0, "returns", 1)
        metrics = client.get("/metrics").text
        assert 'baton_knowledge_call_seconds_count{route="today",status="2xx"} 1\n' in metrics
        assert "baton_knowledge_ready 1\n" in metrics
        assert "baton_knowledge_version 8\n" in metrics
        assert 'baton_sql_seconds_count{kind="read"}' in metrics
        calibrated = Calibrated(**client.post("/calibrated", json={}).json())
        assert calibrated.default_promise == 0.9
        assert len(calibrated.thresholds) == len(calibrated.shares) == len(TARGET_PRECISIONS)
        assert calibrated.described["threshold"] == calibrated.thresholds[TARGET_PRECISIONS.index(0.9)]


async def _untrained(_job: TrainingJob) -> TrainingResult:
    raise TrainingFailed("nothing is trained here")


async def test_every_call_of_the_process_has_a_class_of_its_own_in_the_metrics(
    database: Database, encoder: OnnxEncoder
) -> None:
    service = KnowledgeService(
        Engine(encoder, {}), database, lambda: NOW, _untrained, target_precision=0.9, look_seconds=3600
    )
    app = create_app(service, TOKEN)
    routes = {str(route.path).strip("/") for route in iter_route_contexts(app.routes) if route.methods}
    assert routes - {"openapi.json"} == CALLS


@pytest.mark.usefixtures("published")
def test_a_restart_finds_vectors_and_calibration_again(start: Start, database: Database) -> None:
    def count(table: Table) -> int:
        return database.read_now(lambda connection: connection.scalar(select(func.count()).select_from(table))) or 0

    def stored() -> tuple[int, int]:
        return count(text_vectors), count(calibrations)

    with start() as client:
        before, kept = ask(client, "charge my battery"), stored()
    with start() as client:
        assert ask(client, "charge my battery") == before
    assert stored() == kept
    assert kept[0] > 8
    assert kept[1] == 1


@pytest.mark.usefixtures("published")
def test_a_draft_is_previewed_and_leaves_no_trace(start: Start) -> None:
    draft = {"article_id": "norway", "title": "Delivery to Norway", "body": "We deliver by reindeer."}
    with start() as client:
        answer = client.post("/preview", json={"text": "do you deliver to Norway", "draft": draft})
        found = answer.json()["evidence"]["candidates"]
        assert found[0]["passage"] == "We deliver by reindeer."
        assert [one["article_id"] for one in found].count("norway") == 1
        assert "six days" in ask(client, "do you deliver to Norway")["candidates"][0]["passage"]


def test_it_starts_without_articles_and_refuses_who_does_not_know_the_token(start: Start, database: Database) -> None:
    with start() as client:
        assert client.get("/health").json()["status"] == "ok"
        assert ask(client, "anything")["candidates"] == []
        vectors = client.post("/encode", json={"texts": ["one", "two"]}).json()["vectors"]
        assert [len(vector) for vector in vectors] == [384, 384]
        for wrong in ("", "Bearer", "Bearer wrong", f"Basic {TOKEN}x"):
            for path in ("/health", "/evidence", "/nowhere"):
                answer = client.get(path, headers={"Authorization": wrong})
                assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_signed_in")
        for body in ("text", {}, {"text": 7}, {"text": "x" * 20_000}):
            answer = client.post("/evidence", json=body)
            assert answer.status_code == 400
            assert "error" in answer.json()


def test_it_refuses_to_start_without_a_token_or_an_encoder(encoder_folder: Path, tmp_path: Path) -> None:
    def start_with(**settings: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "BATON_DATA": str(tmp_path), "BATON_ENCODER": str(encoder_folder), **settings}
        command = [sys.executable, "-m", "knowledge_base.service.serve"]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)

    assert "BATON_KNOWLEDGE_TOKEN_FILE" in start_with().stderr
    token = tmp_path / "token"
    token.write_text(TOKEN, encoding="utf-8")
    lost = start_with(BATON_KNOWLEDGE_TOKEN_FILE=str(token), BATON_ENCODER=str(tmp_path / "none"))
    assert lost.returncode == 2
    assert "export_encoder" in lost.stderr
    assert "Traceback" not in lost.stderr


def test_it_refuses_a_database_of_another_schema(encoder_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    environment = {
        **os.environ,
        "BATON_DATA": str(tmp_path),
        "BATON_DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "BATON_ENCODER": str(encoder_folder),
        "BATON_KNOWLEDGE_TOKEN_FILE": str(tmp_path / "token"),
    }
    command = [sys.executable, "-m", "knowledge_base.service.serve"]
    refused = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 2
    assert "./baton migrate" in refused.stderr
