"""Builds the body of a delivery from what is stored.

Words are read where they are stored and nowhere kept twice. So every attempt sends the same, and what was erased in
between is not sent.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from chat.webhook_deliveries import repository
from chat.webhook_deliveries.repository import StoredEvent
from chat.webhooks.event_types import VERSION
from conversations import repository as conversations
from conversations.conversation import Conversation, Message
from kit.clock import to_text


def body_of(connection: Connection, event: StoredEvent, *, include_texts: bool) -> dict[str, Any]:
    """`include_texts`: also what was written, names and contact details."""
    data = dict(event.data)
    if event.conversation_id is not None:
        conversation = conversations.find(connection, event.conversation_id)
        if conversation is not None:
            data |= _of_conversation(connection, event, conversation, include_texts)
    return {
        "id": event.id,
        "type": event.type,
        "version": VERSION,
        "timestamp": to_text(event.created_at),
        "data": data,
    }


def _of_conversation(
    connection: Connection, event: StoredEvent, conversation: Conversation, include_texts: bool
) -> dict[str, Any]:
    parts = {"conversation": {**event.data["conversation"], "customer": _customer(conversation, include_texts)}}
    if event.seq is not None:
        message = conversations.find_message(connection, conversation.id, event.seq)
        parts |= {} if message is None else {"message": _message(message, include_texts)}
    if include_texts:
        _add_texts(connection, event, conversation, parts)
    return parts


def _add_texts(
    connection: Connection, event: StoredEvent, conversation: Conversation, parts: dict[str, dict[str, Any]]
) -> None:
    """What a customer has said beside their messages."""
    if event.type == "conversation.started":
        parts["conversation"]["page_url"] = conversation.page_url
    elif event.type == "contact.left":
        contact = repository.find_contact(connection, conversation.id, event.created_at)
        parts["contact"] = None if contact is None else contact.body()  # type: ignore[assignment]
    elif event.type == "conversation.rated":
        rating = event.data["rating"]
        stored = conversations.list_ratings(connection, [conversation.id]).get(conversation.id, {})
        same = stored.get("score") == rating["score"]
        parts["rating"] = {**rating, "comment": stored.get("comment") if same else None}


def _customer(conversation: Conversation, include_texts: bool) -> dict[str, Any]:
    identity: Mapping[str, Any] = conversation.identity or {}
    names = ("id", "name", "email") if include_texts else ("id",)
    return {name: identity.get(name) for name in names}


def _message(message: Message, include_texts: bool) -> dict[str, Any]:
    draft = message.draft
    body: dict[str, Any] = {
        "id": message.id,
        "seq": message.seq,
        "author": {"kind": draft.author.kind, "id": draft.author.id, "name": draft.author.name},
        "created_at": to_text(message.created_at),
    }
    if draft.kind == "event":  # its text is for agents, and may hold what one of them has noted
        return {**body, "details": dict(draft.details) if draft.details is not None else None}
    body["article_ids"] = list(dict.fromkeys(source["article_id"] for source in draft.sources))
    shown = ("id", "content_type", "size", "name") if include_texts else ("id", "content_type", "size")
    body["attachments"] = [{name: each[name] for name in shown} for each in draft.attachments]
    return {**body, "text": draft.text, "format": draft.format} if include_texts else body
