"""How a message looks to a reader, as the API defines it. This is the only place that decides what customers see."""

from typing import Any

from conversations.conversation import Message, Reader
from kit.clock import to_text


def message_body(message: Message, reader: Reader) -> dict[str, Any]:
    """Returns the API's message. `previous` depends on the reader; `why` is only for staff."""
    draft = message.draft
    body: dict[str, Any] = {
        "id": message.id,
        "seq": message.seq,
        "previous": message.seq - 1 if reader == "staff" else message.previous_public,
        "author": {"kind": draft.author.kind, "name": draft.author.name},
        "kind": draft.kind,
        "event": draft.event,
        "details": draft.details,
        "text": draft.text,
        "format": draft.format,
        "created_at": to_text(message.created_at),
        "choices": list(draft.choices),
        "sources": list(draft.sources),
        "attachments": list(draft.attachments),
        "visibility": draft.visibility,
    }
    if reader == "staff":
        body["why"] = draft.why
        body["author"]["id"] = draft.author.id
    return body
