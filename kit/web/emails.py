"""E-mail addresses: what counts as one, and when two are the same.

There are two checks, because they are for two purposes. An address that a customer leaves must be one that mail can be
sent to. The address of an account need only look like one: it may be of an internal domain such as `ines@intranet`.
Nothing is looked up on the network.
"""

import re

from email_validator import EmailNotValidError, validate_email

LONGEST = 320

_SHAPE = re.compile(r"[^@\s]+@[^@\s]+")


def looks_like_email(value: str) -> bool:
    """Whether it has the shape of an address; blanks around it do not matter."""
    return _SHAPE.fullmatch(value.strip()) is not None


def deliverable_email(value: str) -> str | None:
    """Returns the address in lower case, in its normal form; None if no mail can be sent to it."""
    if len(value) > LONGEST or "\x00" in value:
        return None
    try:
        checked = validate_email(value.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return checked.normalized.lower()


def fold_email(email: str) -> str:
    """One spelling of an address, so that nobody has two accounts by accident."""
    return email.strip().casefold()
