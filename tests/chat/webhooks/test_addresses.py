"""What cannot be an endpoint is refused at once, with a code."""

from typing import Any

import pytest

from tests.fixtures.callers import refusal
from tests.fixtures.chat_process import ServedChat

pytestmark = pytest.mark.asyncio(loop_scope="module")

STARTED = ["conversation.started"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://10.0.0.7/hook", "private_address"),
        ("https://2130706433/", "private_address"),
        ("https://[::ffff:169.254.169.254]/", "private_address"),
        ("https://localhost/hook", "private_address"),
        ("http://example.com/hook", "bad_address"),
        ("ftp://example.com/", "bad_address"),
        ("https://user:pass@example.com/", "bad_address"),
        ("https://no-such-host.invalid/", "bad_address"),
        ("https://exa mple.com/", "bad_address"),
        ("nonsense", "bad_address"),
    ],
)
async def test_addresses_that_are_private_or_wrong_are_refused(lasting_chat: ServedChat, url: str, code: str) -> None:
    admin = await lasting_chat.person("admin")
    assert refusal(await admin.post("/webhook-endpoints", {"url": url, "events": STARTED})) == (400, code)


@pytest.mark.parametrize(
    "body",
    [
        {"events": STARTED},
        {"url": "https://example.com/"},
        {"url": "https://example.com/", "events": []},
        {"url": "https://example.com/", "events": ["endpoint.tested"]},
        {"url": "https://example.com/", "events": STARTED, "include_texts": "yes"},
    ],
)
async def test_bad_input_gets_a_clear_error(lasting_chat: ServedChat, body: dict[str, Any]) -> None:
    status, code = refusal(await (await lasting_chat.person("admin")).post("/webhook-endpoints", body))
    assert status == 400
    assert code in ("missing_field", "bad_type")
