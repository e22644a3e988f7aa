"""A connector as `connectors.yml` of a pack describes it.

`./baton packs check` has looked at the file already, with line numbers (`bot/packs/connector_file.py`). Here it is read
once more, strictly enough that nothing that was edited by hand can do harm: a definition that is not in order is left
out, and its name is logged.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from chat.connectors.connector import FAILED, NOT_FOUND

FILE = "connectors.yml"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
DEFAULT_TIMEOUT_SECONDS = 3.0
LONGEST_TIMEOUT_SECONDS = 8.0  # a turn belongs to its process for ten
CHANGING_INSIDE = frozenset({"register_return"})
SLOT = re.compile(r"\{(\w+)(?::number)?\}")


class BadDefinition(ValueError):
    """The definition cannot be used; the text says why."""


@dataclass(frozen=True)
class Request:
    """The HTTP call. Values that begin as `{secret: NAME}` in the file are in `secret_headers`, by name only."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    secret_headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    bearer: str | None = None
    sign: str | None = None
    idempotency_key: str | None = None
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS

    @property
    def changes(self) -> bool:
        return self.method != "GET"

    @property
    def secrets(self) -> Sequence[str]:
        """The names of the secrets that it needs."""
        named = [*self.secret_headers.values(), self.bearer, self.sign]
        return list(dict.fromkeys(name for name in named if name is not None))

    @property
    def repeats(self) -> bool:
        """Whether a second try cannot do it twice."""
        return not self.changes or self.idempotency_key is not None


@dataclass(frozen=True)
class OutcomeRule:
    """When an outcome holds, and what the customer reads then, by language."""

    name: str
    tells: str
    status: Sequence[int] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)

    def admits(self, status: int) -> bool:
        return status in self.status if self.status else 200 <= status < 300

    def fits(self, fields: Mapping[str, str]) -> bool:
        """Whether the fields are as demanded; a text whose field is missing cannot be said."""
        return all(fields.get(name) == value for name, value in self.where.items())

    def lacks(self, names: Sequence[str], fields: Mapping[str, str]) -> bool:
        needed = {name for text in self.text.values() for name in SLOT.findall(text)}
        return any(name in needed and name not in fields for name in names)


@dataclass(frozen=True)
class Definition:
    """One connector of a pack. `inside` names a part of this process that carries it out; then there is no request."""

    name: str
    pack: str
    title: str
    asks: Sequence[str] = ()
    inside: str | None = None
    request: Request | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    outcomes: Sequence[OutcomeRule] = ()

    @property
    def changes(self) -> bool:
        """Whether a call changes something; of the parts inside, only the registering of a return does."""
        return self.request.changes if self.request is not None else self.name in CHANGING_INSIDE

    @property
    def failure_event(self) -> str:
        return next((rule.tells for rule in self.outcomes if rule.name == FAILED), f"{self.name}_{FAILED}")


def read_definitions(folder: Path) -> tuple[dict[str, Definition], list[str]]:
    """The connectors of a pack's folder, and the names of those that cannot be used."""
    file = folder / FILE
    if not file.is_file():
        return {}, []
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        described = dict(content["connectors"])
    except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError):
        return {}, [FILE]
    found, broken = {}, []
    for name, given in described.items():
        try:
            found[str(name)] = _definition(str(name), folder.name, given)
        except (BadDefinition, KeyError, TypeError, ValueError, AttributeError):
            broken.append(str(name))
    return found, broken


def _definition(name: str, pack: str, given: Mapping[str, Any]) -> Definition:
    request = _request(given["request"]) if "request" in given else None
    inside = str(given["inside"]) if "inside" in given else None
    if (request is None) == (inside is None):
        raise BadDefinition("a connector needs either `request` or `inside`")
    return Definition(
        name,
        pack,
        str(given.get("title") or name),
        [str(slot) for slot in given.get("asks") or ()],
        inside,
        request,
        {str(slot): str(path) for slot, path in (given.get("fields") or {}).items()},
        [_outcome(name, str(each), about or {}) for each, about in (given.get("outcomes") or {}).items()],
    )


def _request(given: Mapping[str, Any]) -> Request:
    method, url = str(given.get("method", "GET")), str(given["url"])
    parts = urlsplit(url)
    if method not in METHODS or parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise BadDefinition("`method` or `url` cannot be used")
    if SLOT.search(parts.netloc):
        raise BadDefinition("a slot cannot be part of the host")
    seconds = float(given.get("timeout_seconds", DEFAULT_TIMEOUT_SECONDS))
    if not 0 < seconds <= LONGEST_TIMEOUT_SECONDS:
        raise BadDefinition("`timeout_seconds` is out of range")
    headers: Mapping[str, Any] = given.get("headers") or {}
    return Request(
        method,
        url,
        {str(name): str(value) for name, value in headers.items() if not isinstance(value, Mapping)},
        {str(name): str(value["secret"]) for name, value in headers.items() if isinstance(value, Mapping)},
        given.get("body"),
        _name(given.get("bearer")),
        _name(given.get("sign")),
        _name(given.get("idempotency_key")),
        seconds,
    )


def _outcome(connector: str, name: str, given: Mapping[str, Any]) -> OutcomeRule:
    status = given.get("status") or ([404] if name == NOT_FOUND else [])
    return OutcomeRule(
        name,
        str(given.get("tells") or f"{connector}_{name}"),
        [int(code) for code in (status if isinstance(status, list) else [status])],
        {str(slot): _as_text(value) for slot, value in (given.get("where") or {}).items()},
        {str(language): str(text) for language, text in (given.get("text") or {}).items()},
    )


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _name(value: Any) -> str | None:
    return None if value is None else str(value)
