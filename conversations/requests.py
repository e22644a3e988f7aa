"""Small validation rules for messages, shared by HTTP and sockets.

`GivenText` and the like only document a field: `conversations.text` checks it, with codes of its own.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import WithJsonSchema

from conversations.attachments.attachment import MOST_IN_A_MESSAGE
from conversations.text import LONGEST, clean_optional_text, clean_text
from kit.errors import BadRequest

_TEXT = {"type": "string", "maxLength": LONGEST}

GivenText = Annotated[Any, WithJsonSchema(_TEXT)]
OptionalText = Annotated[Any, WithJsonSchema({"anyOf": [_TEXT, {"type": "null"}]})]

LARGEST_SEQ = 2**31 - 1
"""The largest value that the column holds. No message has a larger number."""

_UPLOAD_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_CLIENT_MESSAGE_ID = re.compile(r"[\x21-\x7e]{1,128}")


def parse_client_message_id(value: str) -> str:
    """Checks the sender's identifier: 1 to 128 printable ASCII characters. Raises `bad_type`."""
    if not _CLIENT_MESSAGE_ID.fullmatch(value):
        raise BadRequest(
            "client_message_id must be 1 to 128 printable ASCII characters.", code="bad_type", field="client_message_id"
        )
    return value


def parse_upload_id(value: str | None) -> str:
    """Checks the sender's identifier of an upload: 1 to 64 letters, digits and hyphens. Raises `missing_field`,
    `bad_type`.
    """
    if not value:
        raise BadRequest("X-Upload-Id is missing.", code="missing_field", field="X-Upload-Id")
    if not _UPLOAD_ID.fullmatch(value):
        raise BadRequest(
            "X-Upload-Id must be 1 to 64 letters, digits and hyphens.", code="bad_type", field="X-Upload-Id"
        )
    return value


def parse_said(text: Any, attachments: Sequence[str]) -> str:
    """The message's text, which may be empty if there are attachments. Raises as `clean_text` does."""
    if len(attachments) > MOST_IN_A_MESSAGE:
        message = f"A message may have at most {MOST_IN_A_MESSAGE} files."
        raise BadRequest(message, code="too_many_files", field="attachments", limit=MOST_IN_A_MESSAGE)
    return (clean_optional_text(text, field="text") or "") if attachments else clean_text(text)


def parse_cursor(value: str | None) -> int:
    """Parses a reader's `after`; 0 if absent. Raises `bad_cursor` if it cannot be a `seq`."""
    if value is None or value == "":
        return 0
    if not re.fullmatch(r"[0-9]{1,10}", value) or int(value) > LARGEST_SEQ:
        raise BadRequest("after must be the seq of a message.", code="bad_cursor", field="after")
    return int(value)


def parse_limit(value: str | None, *, default: int = 200, most: int = 1_000) -> int:
    """Parses how many to list. Raises `bad_query`. Values above the maximum are reduced to it."""
    if value is None:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < 1:
        raise BadRequest("limit must be a positive number.", code="bad_query", field="limit")
    return min(int(value), most)
