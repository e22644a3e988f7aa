"""A customer field, and how its values are checked. A value is always a clean text on one line.

Five fields are built in; companies add their own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from conversations.text import clean_line
from kit.errors import BadRequest
from kit.web.text_fields import clean_email

OwnKind = Literal["text", "number", "date", "choice"]
Kind = Literal["text", "number", "date", "choice", "email", "phone", "language"]

LONGEST_VALUE = 200

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PHONE = re.compile(r"(?=.*\d.*\d)\+?[\d ()./-]{3,40}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CustomerField:
    """A piece of information about customers. `choices` is only for the kind `choice`."""

    id: str
    label: str
    kind: Kind
    choices: tuple[str, ...] = ()

    def body(self) -> dict[str, Any]:
        return {"id": self.id, "label": self.label, "kind": self.kind, "choices": list(self.choices)}


BUILT_IN = (
    CustomerField("name", "Name", "text"),
    CustomerField("email", "E-mail", "email"),
    CustomerField("phone", "Phone", "phone"),
    CustomerField("company", "Company", "text"),
    CustomerField("language", "Language", "language"),
)
"""Their identifiers match columns that most CRMs have."""


def clean_value(field: CustomerField, value: Any) -> str | None:
    """Returns the value as it is stored. Null and "" become None, which empties the field.

    Codes: `bad_type`, `bad_unicode`, `empty_text` (only invisible characters), `too_long`.
    """
    if value is None or value == "":
        return None
    if field.kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    line = clean_line(value, field=field.id, longest=LONGEST_VALUE)
    return line if field.kind == "text" else _CLEANERS[field.kind](field, line)


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[CustomerField, str], str]:
    def clean(field: CustomerField, line: str) -> str:
        if not pattern.fullmatch(line):
            raise _wrong(field, what)
        return line

    return clean


def _clean_date(field: CustomerField, line: str) -> str:
    try:
        day = date.fromisoformat(line) if _DATE.fullmatch(line) else None
    except ValueError:  # such as 31 February
        day = None
    if day is None:
        raise _wrong(field, "a date such as 2030-04-01")
    return day.isoformat()


def _clean_choice(field: CustomerField, line: str) -> str:
    if line not in field.choices:
        raise _wrong(field, "one of its choices")
    return line


def _wrong(field: CustomerField, what: str) -> BadRequest:
    return BadRequest(f"{field.label} must be {what}.", code="bad_type", field=field.id)


_CLEANERS: Mapping[Kind, Callable[[CustomerField, str], str]] = {
    "number": _matching(_NUMBER, "a number such as 1250 or 12.5"),
    "date": _clean_date,
    "choice": _clean_choice,
    "email": lambda field, line: clean_email(line, field=field.id),
    "phone": _matching(_PHONE, "a phone number"),
    "language": _matching(_LANGUAGE, "a language tag such as en or nl-BE"),
}
