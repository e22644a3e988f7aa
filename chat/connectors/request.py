"""The request of one call: slots filled in, secrets added, signed. Nothing is sent here.

Values of customers are encoded wherever they go. Secrets go into headers only, so that no log of addresses has them.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import orjson

from chat.connectors.definition import SLOT, Request

LONGEST_VALUE = 500
TIMESTAMP, SIGNATURE = "X-Baton-Timestamp", "X-Baton-Signature"

FindSecret = Callable[[str], str | None]


class CannotAsk(Exception):
    """The request cannot be built; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Prepared:
    """What is sent. Its representation shows no header, because some are secrets."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        parts = urlsplit(self.url)
        return parts.port or (443 if parts.scheme == "https" else 80)


def prepare(request: Request, values: Mapping[str, str], key: str, secret: FindSecret, seconds: float) -> Prepared:
    """`seconds` is the time since 1970, for the signature. Raises `CannotAsk`."""
    url = fill_url(request.url, values)
    body = None if request.body is None else orjson.dumps(_filled(request.body, values))
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "Baton", **request.headers}
    headers |= {name: _secret(secret, named) for name, named in request.secret_headers.items()}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if request.idempotency_key:
        headers[request.idempotency_key] = hashlib.sha256(key.encode()).hexdigest()
    if request.bearer:
        headers["Authorization"] = f"Bearer {_secret(secret, request.bearer)}"
    if request.sign:
        headers |= signed(request.method, url, body or b"", _secret(secret, request.sign), seconds)
    return Prepared(request.method, url, headers, body)


def signed(method: str, url: str, body: bytes, secret: str, seconds: float) -> dict[str, str]:
    """The two headers that prove who sent this, and when: HMAC-SHA256 of time, method, path with query, and body."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    at = str(int(seconds))
    text = f"{at}\n{method}\n{path}\n".encode() + body
    return {TIMESTAMP: at, SIGNATURE: "sha256=" + hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()}


def fill_url(template: str, values: Mapping[str, str]) -> str:
    """Each `{slot}` replaced by its encoded value. A value of dots alone would climb in the path."""
    for name in SLOT.findall(template):
        value = values.get(name) or ""
        if not value or len(value) > LONGEST_VALUE or not value.strip(". "):
            raise CannotAsk("bad_value")
    return SLOT.sub(lambda slot: quote(values[slot[1]], safe=""), template)


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    if isinstance(template, dict):
        return {str(name): _filled(value, values) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, values) for value in template]
    if not isinstance(template, str):
        return template
    alone = SLOT.fullmatch(template)
    if alone is not None and template.endswith(":number}"):
        return _number(_value(alone[1], values))
    return SLOT.sub(lambda slot: _value(slot[1], values), template)


def _value(name: str, values: Mapping[str, str]) -> str:
    if name not in values:
        raise CannotAsk("bad_value")
    return values[name]


def _number(text: str) -> int | float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise CannotAsk("bad_value") from None
    if not abs(number) < 1e15:  # also what is no number at all
        raise CannotAsk("bad_value")
    return int(number) if number.is_integer() else number


def _secret(find: FindSecret, name: str) -> str:
    value = find(name)
    if not value or not value.isascii() or not value.isprintable():
        raise CannotAsk("no_secret")
    return value
