"""The small rules on messages that HTTP and sockets share."""

import re

from kit.errors import BadRequest

LARGEST_SEQ = 2**31 - 1
"""What the column holds; a larger number is the place of no message."""

_CLIENT_MESSAGE_ID = re.compile(r"[\x21-\x7e]{1,128}")


def parse_client_message_id(value: str) -> str:
    """The sender's identifier: 1 to 128 printable ASCII characters. Raises `bad_type`."""
    if not _CLIENT_MESSAGE_ID.fullmatch(value):
        raise BadRequest(
            "client_message_id is 1 to 128 printable ASCII characters.", code="bad_type", field="client_message_id"
        )
    return value


def parse_cursor(value: str | None) -> int:
    """The `after` of a reader: 0 where there is none. Raises `bad_cursor` for what no `seq` can be."""
    if value is None or value == "":
        return 0
    if not re.fullmatch(r"[0-9]{1,10}", value) or int(value) > LARGEST_SEQ:
        raise BadRequest("after must be the seq of a message.", code="bad_cursor", field="after")
    return int(value)


def parse_limit(value: str | None, *, default: int = 200, most: int = 1_000) -> int:
    """How many to list. Raises `bad_query`; more than the most is cut to it."""
    if value is None:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < 1:
        raise BadRequest("limit must be a positive number.", code="bad_query", field="limit")
    return min(int(value), most)
