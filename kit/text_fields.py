"""Checks of short fields that several rooms take from outside."""

from typing import Any

from email_validator import EmailNotValidError, validate_email

from kit.errors import BadRequest


def clean_email(value: Any, *, field: str = "email") -> str:
    """The address in lower case. Raises `missing_field` or `bad_type`; nothing is looked up on the network."""
    if value is None:
        raise BadRequest(f"{field} is missing.", code="missing_field", field=field)
    if not isinstance(value, str) or len(value) > 320 or "\x00" in value:
        raise BadRequest(f"{field} is not an e-mail address.", code="bad_type", field=field)
    try:
        checked = validate_email(value.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise BadRequest(f"{field} is not an e-mail address.", code="bad_type", field=field) from None
    return checked.normalized.lower()
