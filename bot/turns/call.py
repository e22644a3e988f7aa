"""Validates the body that `chat` sends for one turn, completely and before Rasa sees it.

Rasa's components raise on an empty text or a short vector, which would return a 500. Here it is a 4xx with a stable
code.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.messages.customer_text import MAX_CHARACTERS, TextRefused, safe_for_rasa

VECTOR_LENGTH = 384
MAX_BODY_BYTES = 256 * 1024
MAX_NAME_CHARACTERS = 128

Scalar = str | int | float | bool | None


class CallRefused(ValueError):
    """An invalid call. Rendered as `{"error": {"code", "message"}}` with `status`."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


@dataclass(frozen=True)
class Outcome:
    """A typed event: the outcome of an effect, passed to the dialogue without a text and without NLU."""

    name: str
    entities: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One turn: exactly one of `text` and `event` is set."""

    message_id: str
    text: str | None
    vector: list[float] | None
    event: Outcome | None
    slots: Mapping[str, Scalar]
    state: Mapping[str, Any] | None
    language: str | None = None
    multilingual: list[float] | None = None


def read_call(body: bytes) -> Call:
    """Parses `body`. Raises `CallRefused` if it is invalid."""
    if len(body) > MAX_BODY_BYTES:
        raise CallRefused("too_large", f"a call can have at most {MAX_BODY_BYTES} bytes", 413)
    fields = _object(_json(body), "the call")
    text, event = _text(fields.get("text")), _outcome(fields.get("event"))
    if (text is None) == (event is None):
        raise CallRefused("missing_field", "a call must have either text or event")
    state = fields.get("state")
    return Call(
        message_id=_name(fields.get("message_id"), "message_id"),
        text=text,
        vector=_vector(fields.get("vector"), "vector"),
        event=event,
        slots=_scalars(fields.get("slots"), "slots"),
        state=None if state is None else _object(state, "state"),
        language=_language(fields.get("language")),
        multilingual=_vector(fields.get("multilingual"), "multilingual"),
    )


def _json(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CallRefused("bad_unicode", "the body is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise CallRefused("bad_json", "the body is not JSON") from error


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CallRefused("bad_type", f"{name} must be an object")
    return value


def _name(value: object, name: str) -> str:
    if value is None:
        raise CallRefused("missing_field", f"{name} is missing")
    if not isinstance(value, str) or not 0 < len(value) <= MAX_NAME_CHARACTERS:
        raise CallRefused("bad_type", f"{name} must be a string of 1 to {MAX_NAME_CHARACTERS} characters")
    return value


def _text(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise CallRefused("bad_type", "text must be a string")
    try:
        return safe_for_rasa(value)
    except TextRefused as error:
        raise CallRefused(error.code, str(error)) from error


def _language(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2,3}", value):
        raise CallRefused("bad_type", "language must be a primary tag such as en")
    return value


def _vector(value: object, name: str) -> list[float] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != VECTOR_LENGTH:
        raise CallRefused("bad_vector", f"{name} must be a list of {VECTOR_LENGTH} numbers")
    if not set(map(type, value)) <= {int, float} or not all(map(math.isfinite, value)):
        raise CallRefused("bad_vector", f"{name} must contain only finite numbers")
    return list(map(float, value))


def _scalars(value: object, name: str) -> dict[str, Scalar]:
    if value is None:
        return {}
    for key, item in _object(value, name).items():
        if not isinstance(item, str | int | float | bool | None):
            raise CallRefused("bad_type", f"{name}.{key} must be a string, a number, a boolean or null")
        if isinstance(item, str) and len(item) > MAX_CHARACTERS:
            raise CallRefused("too_long", f"{name}.{key} must have at most {MAX_CHARACTERS} characters")
    return dict(value)  # type: ignore[call-overload, no-any-return]


def _outcome(value: object) -> Outcome | None:
    if value is None:
        return None
    fields = _object(value, "event")
    return Outcome(_name(fields.get("name"), "event.name"), _scalars(fields.get("entities"), "event.entities"))
