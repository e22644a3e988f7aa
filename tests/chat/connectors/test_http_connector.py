"""What a connector does with everything that a company's server may answer, and where it may connect to."""

import asyncio
import hashlib
import hmac
import json
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from chat.connectors.addresses import Addresses, AddressRefused, CheckedResolver
from chat.connectors.connector import Asked, Told
from chat.connectors.definition import read_definitions
from chat.connectors.http_connector import HttpConnector, Outward
from chat.connectors.reply import reply_text
from chat.connectors.secrets import Secrets
from kit.web.public_addresses import is_public
from tests.fixtures.company_server import CompanyServer

OUTCOMES: dict[str, Any] = {
    "planned": {"where": {"outage": True}, "text": {"en": "Until {until}, because of {cause}.", "de": "Bis {until}."}},
    "found": {"where": {"outage": True}, "text": {"en": "Until {until}.", "de": "Bis {until}."}},
    "none": {"where": {"outage": False}, "text": {"en": "No outage in {postcode}."}},
    "not_found": {"text": {"en": "I do not know {postcode}."}},
}
FIELDS = {"outage": "outage", "until": "details.0.until", "cause": "details.0.cause"}
Build = Callable[..., HttpConnector]


@pytest.fixture
async def build(tmp_path: Path, company_server: CompanyServer) -> AsyncIterator[Build]:
    """Makes a connector from a request as it stands in the file; the company's server is listed by default."""
    made: list[Outward] = []

    def make(request: Mapping[str, Any], *, listed: str | None = None, at_once: int = 8) -> HttpConnector:
        given = {"title": "Outages", "asks": ["postcode"], "request": request, "fields": FIELDS, "outcomes": OUTCOMES}
        (tmp_path / "connectors.yml").write_text(
            yaml.safe_dump({"connectors": {"outage": given}}, sort_keys=False), encoding="utf-8"
        )
        definitions, broken = read_definitions(tmp_path)
        assert broken == []
        secrets = Secrets({"isp_token": SecretStr("t0ken")}, tmp_path / "secrets")
        outward = Outward(Addresses([company_server.host if listed is None else listed]), secrets, at_once)
        made.append(outward)
        definition = definitions["outage"]
        assert definition.request is not None
        return HttpConnector(definition, definition.request, outward)

    yield make
    for outward in made:
        await outward.close()


async def ask(connector: HttpConnector, postcode: str = "10115", key: str = "conversation:1:0.0") -> Told:
    return await connector.call(Asked({"postcode": postcode}, key, confirmed=True))


@pytest.mark.parametrize(
    ("postcode", "outcome", "said"),
    [
        ("10115", "planned", "Until 18:30, because of Baggerarbeiten."),
        ("1234 AB", "found", "Until 20:00."),
        ("20095", "none", "No outage in 20095."),
        ("99999", "not_found", "I do not know 99999."),
    ],
)
async def test_the_reply_becomes_an_outcome_with_its_fields(
    build: Build, company_server: CompanyServer, postcode: str, outcome: str, said: str
) -> None:
    connector = build({"url": company_server.url + "/outages/{postcode}"})
    told = await ask(connector, postcode)
    assert (told.event, told.outcome) == (f"outage_{outcome}", outcome)
    assert reply_text(connector.definition, told, {"postcode": postcode}, "en") == said


@pytest.mark.parametrize(
    ("path", "reason", "calls"),
    [
        ("/broken", "server_error", 2),
        ("/html", "not_json", 1),
        ("/large", "too_large", 1),
        ("/zipped", "not_json", 1),
        ("/hang", "timed_out", 1),
        ("/drip", "timed_out", 1),
        ("/elsewhere?to=http%3A%2F%2F127.0.0.1%3A1%2F", "redirected", 1),
    ],
)
async def test_every_bad_answer_is_a_failure_within_the_time_out(
    build: Build, company_server: CompanyServer, path: str, reason: str, calls: int
) -> None:
    connector = build({"url": company_server.url + path, "timeout_seconds": 0.4})
    began = time.monotonic()
    told = await ask(connector)
    assert (told.event, told.outcome, told.reason) == ("outage_failed", "failed", reason)
    assert time.monotonic() - began < 1.0
    assert len(company_server.calls) == calls


async def test_a_redirect_is_never_followed(build: Build, company_server: CompanyServer) -> None:
    inner = CompanyServer()
    await inner.start()
    try:
        target = f"{inner.url}/outages/10115"
        connector = build({"url": f"{company_server.url}/elsewhere?to={target}"})
        assert (await ask(connector)).reason == "redirected"
        assert inner.calls == []
    finally:
        await inner.stop()


async def test_what_can_be_repeated_is_tried_a_second_time(build: Build, company_server: CompanyServer) -> None:
    url = company_server.url + "/flaky"
    company_server.failures = 1
    assert (await ask(build({"url": url}))).outcome == "none"
    company_server.failures = 1
    safe = build({"method": "POST", "url": url, "idempotency_key": "Idempotency-Key"})
    assert (await ask(safe)).outcome == "none"
    company_server.failures = 1
    assert (await ask(build({"method": "POST", "url": url}))).reason == "server_error"
    keys = [call.headers.get("Idempotency-Key") for call in company_server.calls]
    assert keys[2] == keys[3] is not None
    assert len(keys) == 5


async def test_a_server_that_is_not_there_is_a_failure(build: Build) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{nobody.getsockname()[1]}"
        assert (await ask(build({"url": f"http://{host}/"}, listed=host))).reason == "unreachable"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:{port}/outages/1", "not_https"),
        ("https://127.0.0.1:{port}/outages/1", "address_refused"),
        ("https://localhost:{port}/outages/1", "address_refused"),
        ("https://[::1]:{port}/outages/1", "address_refused"),
        ("https://2130706433:{port}/outages/1", "address_refused"),
        ("https://0x7f.1:{port}/outages/1", "address_refused"),
        ("https://[::ffff:127.0.0.1]:{port}/outages/1", "address_refused"),
        ("https://169.254.169.254/latest/meta-data", "address_refused"),
        ("https://10.0.0.1/", "address_refused"),
    ],
)
async def test_no_private_address_is_connected_to(
    build: Build, company_server: CompanyServer, url: str, reason: str
) -> None:
    connector = build({"url": url.replace("{port}", str(company_server.port))}, listed="")
    assert (await ask(connector)).reason == reason
    assert company_server.calls == []


async def test_a_listed_host_may_be_private(build: Build, company_server: CompanyServer) -> None:
    host = f"localhost:{company_server.port}"
    assert (await ask(build({"url": f"http://{host}/outages/{{postcode}}"}, listed=host))).outcome == "planned"
    other = build({"url": f"http://{host}/outages/{{postcode}}"}, listed="localhost:1")
    assert (await ask(other)).reason == "not_https"


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: "
    "fe80::1 fe80::1%eth0 fd00::1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ::127.0.0.1 ff02::1".split(),
)
def test_private_addresses_are_known_in_every_form(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


async def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(_host: str, port: int, *_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("1.1.1.1", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    resolver = CheckedResolver(Addresses([]))
    with pytest.raises(AddressRefused):
        await resolver.resolve("api.example.com", 443)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given: both(*given)[:1])
    [found] = await resolver.resolve("api.example.com", 443)
    assert found["host"] == "1.1.1.1", "the connection is made to the address that was checked"
    await resolver.close()


@pytest.mark.parametrize("value", ["..", ".", "", "x" * 501])
async def test_a_value_cannot_leave_its_place_in_the_path(
    build: Build, company_server: CompanyServer, value: str
) -> None:
    assert (await ask(build({"url": company_server.url + "/outages/{postcode}"}), value)).reason == "bad_value"
    assert company_server.calls == []


async def test_values_are_encoded(build: Build, company_server: CompanyServer) -> None:
    await ask(build({"url": company_server.url + "/outages/{postcode}?x={postcode}"}), "../a b?c&d#é%2e")
    [call] = company_server.calls
    encoded = "..%2Fa%20b%3Fc%26d%23%C3%A9%252e"
    assert call.raw_path == f"/outages/{encoded}?x={encoded}"


async def test_bodies_are_filled_and_cannot_be_broken_out_of(build: Build, company_server: CompanyServer) -> None:
    body = {"a": "{postcode}", "b": ["no. {postcode}", 1, True], "n": "{postcode:number}"}
    request = {"method": "POST", "url": company_server.url + "/html", "body": body}
    assert (await ask(build(request), '", "x": "')).reason == "bad_value", "no number"
    await ask(build(request), "12,5")
    assert json.loads(company_server.bodies[-1]) == {"a": "12,5", "b": ["no. 12,5", 1, True], "n": 12.5}


async def test_a_bearer_is_sent_and_shown_nowhere(
    build: Build, company_server: CompanyServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    company_server.secret = "t0ken"
    request = {"url": company_server.url + "/outages/{postcode}", "bearer": "isp_token"}
    connector = build(request)
    told = await ask(connector)
    assert told.outcome == "planned"
    assert "t0ken" not in repr((told, connector.definition, *capfd.readouterr()))
    wanting = build({**request, "bearer": "isp_other"})
    assert (await ask(wanting)).reason == "no_secret"
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "isp_other").write_text("t0ken\n", encoding="utf-8")
    assert (await ask(wanting)).outcome == "planned", "a file of the secrets folder counts at once"
    (tmp_path / "secrets" / "isp_other").write_text("a\nb", encoding="utf-8")
    assert (await ask(wanting)).reason == "no_secret", "a header cannot have two lines"


async def test_a_signature_covers_time_method_path_and_body(build: Build, company_server: CompanyServer) -> None:
    url = company_server.url + "/html?p={postcode}"
    await ask(build({"method": "POST", "url": url, "body": {"p": "{postcode}"}, "sign": "isp_token"}))
    [call], [body] = company_server.calls, company_server.bodies
    text = f"{call.headers['X-Baton-Timestamp']}\nPOST\n/html?p=10115\n".encode() + body
    expected = hmac.new(b"t0ken", text, hashlib.sha256).hexdigest()
    assert call.headers["X-Baton-Signature"] == f"sha256={expected}"
    assert abs(int(call.headers["X-Baton-Timestamp"]) - time.time()) < 60


async def test_a_server_that_hangs_keeps_few_calls_busy_and_is_then_left_alone(
    build: Build, company_server: CompanyServer
) -> None:
    connector = build({"url": company_server.url + "/hang", "timeout_seconds": 0.3}, at_once=10)
    told = await asyncio.gather(*(ask(connector) for _ in range(20)))
    assert sorted(str(each.reason) for each in told) == ["timed_out"] * 5 + ["too_many"] * 15
    began = time.monotonic()
    assert (await ask(connector)).reason == "skipped"
    assert time.monotonic() - began < 0.1
