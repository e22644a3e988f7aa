"""Whether a pack's `connectors.yml` is in order. `chat` carries connectors out (`chat/connectors/definition.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.packs.files import FileFault
from bot.packs.material import CONNECTORS
from bot.packs.yaml_file import line_of, read_yaml

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
INSIDE = {"order_book": frozenset({"look_up", "check_return", "register_return"})}
"""Parts of Baton that carry out connectors themselves, with the names these must have."""

LONGEST_TIMEOUT_SECONDS = 8
_KEYS = frozenset({"title", "intent", "asks", "confirm", "inside", "request", "fields", "outcomes"})
_REQUEST = frozenset({"method", "url", "headers", "body", "bearer", "sign", "idempotency_key", "timeout_seconds"})
_OUTCOME = frozenset({"status", "where", "text", "tells"})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_PATH = re.compile(r"[^.\s]+(?:\.[^.\s]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SLOT = re.compile(r"\{([^{}]*)\}")
_PUT_IN = re.compile(r"(\w+)(?::number)?")
_RESERVED = frozenset({"email", "language", "requested_slot", "company"})

Place = tuple[str | int, ...]


class _Faults:
    """Faults of one connector, each at its line."""

    def __init__(self, file: Path, name: str, given: Mapping[str, Any]) -> None:
        self.file, self.name, self.given = file, name, given

    def at(self, reason: str, *place: str | int) -> FileFault:
        return FileFault(self.file, line_of(self.file, "connectors", self.name, *place), f"{self.name}: {reason}")


def faults_of_connectors(pack: Path) -> Iterator[FileFault]:
    """Nothing for a pack without such a file."""
    file = pack / CONNECTORS
    if not file.is_file():
        return
    content = read_yaml(file)
    for key in content:
        if key != "connectors":
            yield FileFault(file, line_of(file, key), f"the key `{key}` is not known here")
    described = content.get("connectors")
    if not isinstance(described, dict) or not described:
        yield FileFault(file, line_of(file, "connectors"), "`connectors` must be `name: …` pairs")
        return
    for name, given in described.items():
        line = line_of(file, "connectors", name)
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            yield FileFault(file, line, f"`{name}` is no name: use small letters, digits and _")
        elif not isinstance(given, dict):
            yield FileFault(file, line, f"`{name}` must have `key: value` pairs")
        else:
            yield from _connector(_Faults(file, name, given))


def _connector(faults: _Faults) -> Iterator[FileFault]:
    given = faults.given
    yield from _unknown(faults, given, _KEYS)
    if not isinstance(given.get("title"), str):
        yield faults.at("`title` must be a text")
    if ("request" in given) == ("inside" in given):
        yield faults.at("a connector needs either `request` or `inside`")
    elif "inside" in given:
        yield from _inside(faults)
    else:
        yield from _outside(faults)


def _inside(faults: _Faults) -> Iterator[FileFault]:
    inside, name = faults.given["inside"], faults.name
    if inside not in INSIDE:
        yield faults.at(f"`inside` must be one of {', '.join(INSIDE)}", "inside")
    elif name not in INSIDE[inside]:
        yield faults.at(f"inside {inside} there are only {', '.join(sorted(INSIDE[inside]))}", "inside")
    for key in ("intent", "confirm", "fields", "outcomes"):
        if key in faults.given:
            yield faults.at(f"`{key}` does not go with `inside`", key)


def _outside(faults: _Faults) -> Iterator[FileFault]:
    given = faults.given
    for key in ("fields", "outcomes", "request"):
        if not isinstance(given.get(key) or {}, dict):
            yield faults.at(f"`{key}` must be `name: …` pairs", key)
            return
    asks = given.get("asks") or []
    if not isinstance(asks, list) or not all(isinstance(slot, str) and _NAME.fullmatch(slot) for slot in asks):
        yield faults.at("`asks` must be a list of slots, such as [postcode]", "asks")
        return
    if "intent" in given and not asks:
        yield faults.at("`intent` starts a form, so `asks` must say what it asks for", "intent")
    request: Mapping[str, Any] = given["request"]
    yield from _request(faults, request, set(asks))
    yield from _confirmation(faults, request, set(asks))
    yield from _fields(faults, set(asks))
    yield from _outcomes(faults, set(asks))


def _request(faults: _Faults, request: Mapping[str, Any], asks: set[str]) -> Iterator[FileFault]:
    yield from _unknown(faults, request, _REQUEST, "request")
    method = request.get("method", "GET")
    if method not in METHODS:
        yield faults.at(f"`method` must be one of {', '.join(METHODS)}", "request", "method")
    yield from _url(faults, request.get("url"), asks)
    yield from _headers(faults, request)
    if "body" in request and method == "GET":
        yield faults.at("a GET has no `body`", "request", "body")
    for slot in _slots_of(request.get("body")):
        if _put_in(slot) not in asks:
            yield faults.at(f"`{{{slot}}}` is not among `asks`", "request", "body")
    seconds = request.get("timeout_seconds", 3)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= LONGEST_TIMEOUT_SECONDS:
        yield faults.at(
            f"`timeout_seconds` must be more than 0 and at most {LONGEST_TIMEOUT_SECONDS}", "request", "timeout_seconds"
        )


def _url(faults: _Faults, url: object, asks: set[str]) -> Iterator[FileFault]:
    place = ("request", "url")
    if not isinstance(url, str):
        yield faults.at("`url` must be a text", *place)
        return
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("https", "http") and parts.hostname and (parts.port or 1)
    except ValueError:
        usable = None
    if not usable or re.search(r"\s", url):
        yield faults.at("`url` must begin with https:// and have a host", *place)
        return
    if parts.username is not None or parts.fragment:
        yield faults.at("`url` must have no user, no password and no #", *place)
    if _SLOT.search(parts.netloc):
        yield faults.at("a slot cannot be part of the host: only of the path and of what follows ?", *place)
    for slot in _SLOT.findall(url):
        if slot not in asks:
            yield faults.at(f"`{{{slot}}}` is not among `asks`", *place)


def _headers(faults: _Faults, request: Mapping[str, Any]) -> Iterator[FileFault]:
    headers = request.get("headers") or {}
    if not isinstance(headers, dict):
        yield faults.at("`headers` must be `Name: value` pairs", "request", "headers")
        return
    for name, value in headers.items():
        place = ("request", "headers", str(name))
        if not isinstance(name, str) or not _HEADER.fullmatch(name):
            yield faults.at(f"`{name}` is no name of a header", *place)
        if isinstance(value, dict):
            if set(value) != {"secret"} or not _is_name(value["secret"]):
                yield faults.at("a header's value is a text, or {secret: NAME}", *place)
        elif not isinstance(value, str) or not value.isprintable() or not value.isascii() or _SLOT.search(value):
            yield faults.at("a header's value is a plain text without slots, or {secret: NAME}", *place)
    for key in ("bearer", "sign"):
        if key in request and not _is_name(request[key]):
            yield faults.at(f"`{key}` names a secret: small letters, digits and _", "request", key)
    key_header = request.get("idempotency_key")
    if key_header is not None and (not isinstance(key_header, str) or not _HEADER.fullmatch(key_header)):
        yield faults.at("`idempotency_key` names a header, such as Idempotency-Key", "request", "idempotency_key")


def _confirmation(faults: _Faults, request: Mapping[str, Any], asks: set[str]) -> Iterator[FileFault]:
    """Nothing is changed at a company's without a yes."""
    confirm = faults.given.get("confirm")
    if request.get("method", "GET") == "GET":
        if confirm is not None:
            yield faults.at("`confirm` is for what changes something: a GET does not", "confirm")
        return
    if confirm is None:
        yield faults.at("it changes something: `confirm` must say what the customer is asked before")
        return
    if "idempotency_key" not in request:
        yield faults.at(
            "it changes something: `idempotency_key` must name the header that keeps it from being done twice",
            "request",
        )
    if not asks:
        yield faults.at("`confirm` needs `asks`: the form that asks for the yes", "confirm")
    yield from _texts(faults, confirm, asks, "confirm")


def _fields(faults: _Faults, asks: set[str]) -> Iterator[FileFault]:
    for slot, path in (faults.given.get("fields") or {}).items():
        if not isinstance(slot, str) or not _NAME.fullmatch(slot) or slot in _RESERVED:
            yield faults.at(f"`{slot}` cannot be the name of a field", "fields", str(slot))
        elif slot in asks:
            yield faults.at(f"`{slot}` is asked for already: give the field another name", "fields", slot)
        if not isinstance(path, str | int) or not _PATH.fullmatch(str(path)):
            yield faults.at("a field is found by a path such as outage.until or items.0.name", "fields", str(slot))


def _outcomes(faults: _Faults, asks: set[str]) -> Iterator[FileFault]:
    fields = set(faults.given.get("fields") or {})
    outcomes = faults.given.get("outcomes") or {}
    if not any(name not in ("failed", "not_found") for name in outcomes):
        yield faults.at("`outcomes` must say what the customer reads when something is found")
    for name, outcome in outcomes.items():
        place = ("outcomes", str(name))
        if not isinstance(name, str) or not _NAME.fullmatch(name) or not isinstance(outcome, dict):
            yield faults.at(f"the outcome `{name}` must have a name and `key: value` pairs", *place)
            continue
        yield from _unknown(faults, outcome, _OUTCOME, *place)
        if "text" in outcome:
            yield from _texts(faults, outcome["text"], asks | fields, *place, "text")
        elif "tells" not in outcome:
            yield faults.at(f"the outcome `{name}` needs a `text`", *place)
        if "tells" in outcome and not _is_name(outcome["tells"]):
            yield faults.at("`tells` names an intent", *place, "tells")
        status = outcome.get("status", [])
        for code in status if isinstance(status, list) else [status]:
            if not isinstance(code, int) or not 200 <= code < 500 or 300 <= code < 400:
                yield faults.at("`status` is from 200 to 299 or from 400 to 499", *place, "status")
        where = outcome.get("where") or {}
        for field in where if isinstance(where, dict) else ["?"]:
            if field not in fields:
                yield faults.at(f"`where` names `{field}`, which is not among `fields`", *place, "where")


def _texts(faults: _Faults, texts: object, known: set[str], *place: str | int) -> Iterator[FileFault]:
    if not isinstance(texts, dict) or not isinstance(texts.get("en"), str):
        yield faults.at("a text is needed in English (`en`), and may be there in other languages", *place)
        return
    for language, text in texts.items():
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language) or not isinstance(text, str):
            yield faults.at(f"`{language}` must be a language with its text", *place, str(language))
            continue
        for slot in _SLOT.findall(text):
            if slot not in known and slot != "company":
                yield faults.at(f"`{{{slot}}}` is neither asked for nor a field", *place, language)


def _unknown(
    faults: _Faults, given: Mapping[str, Any], known: frozenset[str], *place: str | int
) -> Iterator[FileFault]:
    for key in given:
        if key not in known:
            yield faults.at(f"the key `{key}` is not known here", *place, str(key))


def _slots_of(body: object) -> Iterator[str]:
    if isinstance(body, dict):
        for value in body.values():
            yield from _slots_of(value)
    elif isinstance(body, list):
        for value in body:
            yield from _slots_of(value)
    elif isinstance(body, str):
        yield from _SLOT.findall(body)


def _put_in(slot: str) -> str:
    found = _PUT_IN.fullmatch(slot)
    return found[1] if found else slot


def _is_name(value: object) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None
