"""HTTP helpers: one format for errors, a limit on bodies, and no secrets in logs."""

import io
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import structlog
from fastapi import FastAPI
from pydantic import BaseModel, Field, StrictInt

from kit.clock import to_text
from kit.errors import BatonError, Busy, Conflict, RateLimited, StorageUnavailable
from kit.identifiers import hash_token, new_id, new_token, same_secret
from kit.logs import configure_logs
from kit.web.http import LimitBody, install_error_handlers
from tests.fixtures.callers import refusal


class Thing(BaseModel):
    name: str = Field(max_length=5, min_length=1)
    number: StrictInt


def app() -> FastAPI:
    served = FastAPI()
    install_error_handlers(served)

    @served.post("/things/{place}")
    async def make(place: int, thing: Thing, limit: int = 1, after: int = 0) -> dict[str, Any]:
        return thing.model_dump()

    @served.get("/raise/{name}")
    async def refuse(name: str) -> None:
        raise {
            "conflict": Conflict("Somebody was first.", code="already_assigned", agent={"name": "Ines"}),
            "limited": RateLimited("Too much.", retry_after=7),
            "busy": Busy(),
            "storage": StorageUnavailable(),
            "fault": ZeroDivisionError("secret words of a customer"),
        }[name]

    return served


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(LimitBody(app(), largest=200), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://baton") as opened:
        yield opened


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ("{", "bad_json", None),
        ("[]", "bad_json", None),
        ("{}", "missing_field", "name"),
        ('{"name": "Ines"}', "missing_field", "number"),
        ('{"name": 3, "number": 1}', "bad_type", "name"),
        ('{"name": "Ines", "number": "1"}', "bad_type", "number"),
        ('{"name": "", "number": 1}', "empty_text", "name"),
        ('{"name": "Marchetti", "number": 1}', "too_long", "name"),
        ('{"name": "\\ud800", "number": 1}', "bad_unicode", "name"),
    ],
)
async def test_validation_errors_use_the_apis_codes(
    client: httpx.AsyncClient, body: str, code: str, field: str | None
) -> None:
    answer = await client.post("/things/1", content=body, headers={"Content-Type": "application/json"})
    assert refusal(answer) == (400, code)
    assert answer.json()["error"].get("field") == field


async def test_errors_in_queries_and_paths_use_the_apis_codes(client: httpx.AsyncClient) -> None:
    thing = {"name": "Ines", "number": 1}
    for address, code in (
        ("/things/x", "bad_query"),
        ("/things/1?limit=x", "bad_query"),
        ("/things/1?after=x", "bad_cursor"),
    ):
        assert refusal(await client.post(address, json=thing)) == (400, code)


async def test_errors_carry_their_details_and_retry_after(client: httpx.AsyncClient) -> None:
    conflict = await client.get("/raise/conflict")
    assert (refusal(conflict), conflict.json()["error"]["agent"]) == ((409, "already_assigned"), {"name": "Ines"})
    for name, expected, retry in (
        ("limited", (429, "rate_limited"), "7"),
        ("busy", (503, "busy"), "2"),
        ("storage", (503, "storage_unavailable"), "5"),
    ):
        answer = await client.get(f"/raise/{name}")
        assert (refusal(answer), answer.headers["Retry-After"]) == (expected, retry)


async def test_an_unexpected_error_reveals_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/raise/fault")
    assert refusal(answer) == (500, "internal")
    assert "secret" not in answer.text


async def test_a_body_is_limited_whatever_its_headers_claim(client: httpx.AsyncClient) -> None:
    declared = await client.post("/things/1", content=b"x" * 201)
    assert (refusal(declared), declared.json()["error"]["limit"]) == ((413, "too_large"), 200)

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    assert refusal(await client.post("/things/1", content=pieces())) == (413, "too_large")
    odd = await client.post("/things/1", content=b"{}", headers={"Content-Length": "-1"})
    assert refusal(odd) == (413, "too_large")
    assert (await client.post("/things/1", json={"name": "Ines", "number": 1})).status_code == 200


def test_secrets_and_texts_stay_out_of_logs_and_a_broken_stream_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    configure_logs("INFO")
    try:
        structlog.get_logger("test").warning("turn.failed", text="my card is 4111", token="abc", conversation_id="c1")
        structlog.get_logger("test").debug("not.shown")
        line = stream.getvalue()
        assert line.count("\n") == 1
        assert "c1" in line
        assert not any(secret in line for secret in ("4111", "abc", "not.shown"))
        stream.close()
        structlog.get_logger("test").error("nobody.hears.this")
    finally:
        structlog.reset_defaults()


def test_identifiers_are_opaque_and_secrets_are_compared_in_full() -> None:
    assert len({new_id("x") for _ in range(1_000)} | {new_token() for _ in range(1_000)}) == 2_000
    assert hash_token("a") != hash_token("b")
    assert same_secret("ä", "ä")
    assert not same_secret("ä", "a")


def test_errors_have_stable_bodies() -> None:
    error = BatonError("Words.", code="some_code", status=418, retry_after=3, agent=None)
    assert error.body() == {"code": "some_code", "message": "Words.", "retry_after": 3, "agent": None}
    assert (error.status, error.retry_after, str(error)) == (418, 3, "Words.")


def test_times_are_shown_in_utc_with_milliseconds() -> None:
    assert to_text(datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)) == "2030-01-02T03:04:05.678Z"
