"""The fields of a customer record: five are built in, and supervisors maintain the company's own.

A field's kind never changes, because records hold values of it. Values of a removed field stay in the database but are
not shown.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

import orjson
from sqlalchemy import Connection

from conversations.customer_records import fields_repository as repository
from conversations.customer_records.field import BUILT_IN, CustomerField, Kind, OwnKind, clean_value
from conversations.text import clean_line
from kit.errors import BadRequest, Conflict
from kit.identifiers import new_id

MOST_FIELDS = 30
MOST_CHOICES = 50
LONGEST_LABEL = 60


def list_known_fields(connection: Connection) -> list[CustomerField]:
    """Returns all fields of a record, in order."""
    return [*BUILT_IN, *repository.list_own_fields(connection)]


def clean_values(connection: Connection, values: Mapping[str, Any]) -> dict[str, str | None]:
    """Checks changes to a record, each by its field. Raises `unknown_field` and whatever `clean_value` raises."""
    known = {field.id: field for field in list_known_fields(connection)}
    if any(name not in known for name in values):
        raise BadRequest("This customer field does not exist.", code="unknown_field", field="values")
    return {name: clean_value(known[name], value) for name, value in values.items()}


def own_fields_body(fields: Sequence[CustomerField]) -> dict[str, Any]:
    """Returns the list as supervisors see it. `version` is computed from the list, to detect simultaneous changes."""
    bodies = [field.body() for field in fields]
    return {"customer_fields": bodies, "version": hashlib.sha256(orjson.dumps(bodies)).hexdigest()[:16]}


def put_own_fields(connection: Connection, wanted: Sequence[Mapping[str, Any]], version: str) -> list[CustomerField]:
    """Replaces the list. Raises `edited_meanwhile` if the current list is not the one of `version`."""
    present = repository.list_own_fields(connection, lock=True)
    body = own_fields_body(present)
    if body["version"] != version:
        raise Conflict("Somebody else has changed the fields meanwhile.", code="edited_meanwhile", **body)
    if len(wanted) > MOST_FIELDS:
        raise BadRequest(
            f"There can be {MOST_FIELDS} fields at most.", code="too_many", field="customer_fields", limit=MOST_FIELDS
        )
    kinds = {field.id: field.kind for field in present}
    fields = [_clean_field(each, kinds) for each in wanted]
    _check_distinct([field.id for field in fields], "id")
    _check_distinct([field.label.casefold() for field in (*BUILT_IN, *fields)], "label")
    repository.replace_own_fields(connection, fields)
    return fields


def _clean_field(wanted: Mapping[str, Any], kinds: Mapping[str, Kind]) -> CustomerField:
    identifier, kind = wanted.get("id"), wanted.get("kind")
    if identifier is not None and (not isinstance(identifier, str) or identifier not in kinds):
        raise BadRequest("No field has this identifier.", code="unknown_field", field="id")
    if kind not in get_args(OwnKind) or (identifier is not None and kinds[identifier] != kind):
        raise BadRequest("The kind of a field cannot be changed.", code="bad_type", field="kind")
    label = clean_line(wanted.get("label"), field="label", longest=LONGEST_LABEL)
    choices = _clean_choices(wanted.get("choices")) if kind == "choice" else ()
    return CustomerField(identifier or new_id("field"), label, cast(Kind, kind), choices)


def _clean_choices(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise BadRequest("A field of the kind choice needs at least one choice.", code="missing_field", field="choices")
    if len(value) > MOST_CHOICES:
        raise BadRequest(
            f"There can be {MOST_CHOICES} choices at most.", code="too_many", field="choices", limit=MOST_CHOICES
        )
    choices = tuple(clean_line(each, field="choices", longest=LONGEST_LABEL) for each in value)
    _check_distinct(choices, "choices")
    return choices


def _check_distinct(values: Sequence[str], field: str) -> None:
    if len(set(values)) != len(values):
        raise BadRequest("Two of these have the same name.", code="bad_type", field=field)
