"""Security headers for each kind of page."""

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from chat.edge.security_headers import SecurityHeaders

SITES = ["https://shop.example", "http://127.0.0.1:8001"]


async def headers_of(path: str, public_url: str = "https://baton.example", **own: str) -> httpx.Headers:
    async def page(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in own.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body"})

    app = SecurityHeaders(page, public_url=public_url, widget_sites=lambda: SITES)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=public_url) as client:
        return (await client.get(path)).headers


def directives(headers: httpx.Headers) -> dict[str, list[str]]:
    parts = (part.split() for part in headers["content-security-policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", ["/console", "/editor", "/widget", "/help/returns", "/"])
async def test_no_page_runs_inline_scripts_or_takes_html_from_a_string(path: str) -> None:
    policy = directives(await headers_of(path))
    assert policy["default-src"] == ["'self'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert not any(
        "unsafe" in value or value in ("*", "http:", "https:") for values in policy.values() for value in values
    )


@pytest.mark.parametrize("path", ["/console", "/editor", "/help/returns", "/", "/widget-other"])
async def test_only_the_widget_can_be_embedded(path: str) -> None:
    headers = await headers_of(path)
    assert directives(headers)["frame-ancestors"] == ["'none'"]
    assert headers["x-frame-options"] == "DENY"


async def test_only_the_listed_sites_can_embed_the_widget() -> None:
    headers = await headers_of("/widget")
    assert directives(headers)["frame-ancestors"] == ["'self'", *SITES]
    assert "x-frame-options" not in headers


async def test_pages_can_open_their_own_sockets() -> None:
    assert directives(await headers_of("/console"))["connect-src"] == ["'self'", "wss://baton.example"]
    local = await headers_of("/console", "http://127.0.0.1:8000")
    assert directives(local)["connect-src"] == ["'self'", "ws://127.0.0.1:8000"]


async def test_api_responses_are_not_cached_or_shown_as_pages() -> None:
    headers = await headers_of("/api/v1/me")
    assert headers["cache-control"] == "no-store"
    assert directives(headers)["default-src"] == ["'none'"]


@pytest.mark.parametrize("path", ["/console", "/widget", "/widget.js", "/assets/a.js", "/api/v1/me", "/help/x"])
async def test_every_response_forbids_type_guessing_and_limits_the_referrer(path: str) -> None:
    headers = await headers_of(path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "max-age=31536000" in headers["strict-transport-security"]


async def test_without_tls_there_is_no_hsts() -> None:
    assert "strict-transport-security" not in await headers_of("/console", "http://127.0.0.1:8000")


async def test_other_sites_can_load_the_widgets_script_and_a_page_can_set_its_own_headers() -> None:
    assert (await headers_of("/widget.js"))["cross-origin-resource-policy"] == "cross-origin"
    assert (await headers_of("/api/v1/x", cache_control="private"))["cache-control"] == "private"
