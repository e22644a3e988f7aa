"""Checks of short input fields that several rooms use."""

import re
from typing import Any

from kit.errors import BadRequest
from kit.web.emails import deliverable_email

_PHONE = re.compile(r"(?:[^0-9]*[0-9]){6,20}[^0-9]*")
_PHONE_SIGNS = re.compile(r"[0-9 +()./-]{6,40}")


def clean_email(value: Any, *, field: str = "email") -> str:
    """The address in lower case. Raises `missing_field` or `bad_type`. Makes no network lookup."""
    if value is None:
        raise BadRequest(f"{field} is missing.", code="missing_field", field=field)
    address = deliverable_email(value) if isinstance(value, str) else None
    if address is None:
        raise BadRequest(f"{field} is not an e-mail address.", code="bad_type", field=field)
    return address


def clean_phone(value: Any, *, field: str = "phone") -> str:
    """The number as written, with each run of white space as one space. Raises `bad_type`.

    Accepts digits, spaces and + ( ) - . /, with 6 to 20 digits: people write numbers in too many ways to demand one
    format.
    """
    line = " ".join(value.split()) if isinstance(value, str) and len(value) <= 80 else ""
    if not _PHONE_SIGNS.fullmatch(line) or not _PHONE.fullmatch(line):
        raise BadRequest(f"{field} is not a phone number.", code="bad_type", field=field)
    return line
