"""Reads a company's reply: fields by their paths, and the outcome that they make."""

import re
from collections.abc import Mapping
from typing import Any

import orjson

from chat.connectors.connector import FAILED, Told
from chat.connectors.definition import SLOT, Definition

LONGEST_FIELD = 500
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class NotReadable(Exception):
    """The reply is not JSON."""


def told_by(definition: Definition, status: int, body: bytes) -> Told:
    """The first outcome, in the order of the file, that status and fields allow."""
    try:
        content = _json(body)
    except NotReadable:
        if 200 <= status < 300:
            return _failed(definition, "not_json", status)
        content = {}
    fields = fields_of(definition, content)
    for rule in definition.outcomes:
        if rule.name == FAILED or not rule.admits(status) or not rule.fits(fields):
            continue
        if not rule.lacks(list(definition.fields), fields):
            return Told(rule.tells, rule.name, fields, status=status)
    return _failed(definition, "no_outcome" if 200 <= status < 300 else "status", status)


def fields_of(definition: Definition, content: Any) -> dict[str, str]:
    """The fields that are there. Lists and objects are none."""
    found = {name: _at(content, path) for name, path in definition.fields.items()}
    return {name: text for name, value in found.items() if (text := _text(value)) is not None}


def reply_text(definition: Definition, told: Told, values: Mapping[str, str], language: str) -> str | None:
    """What the customer reads; None if the pack's dialogue says it in words of its own."""
    texts = next((rule.text for rule in definition.outcomes if rule.name == told.outcome), {})
    text = texts.get(language) or texts.get("en")
    known = {**values, **told.fields}
    return None if text is None else SLOT.sub(lambda slot: known.get(slot[1], ""), text).strip()


def _json(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise NotReadable from None


def _at(content: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(content, dict):
            content = content.get(step)
        elif isinstance(content, list) and step.isdigit() and int(step) < len(content):
            content = content[int(step)]
        else:
            return None
    return content


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        return None
    return _CONTROLS.sub("", str(value)).strip()[:LONGEST_FIELD] or None


def _failed(definition: Definition, reason: str, status: int) -> Told:
    return Told(definition.failure_event, FAILED, reason=reason, status=status)
