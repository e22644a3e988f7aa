"""What can happen to a conversation: it opens, gets messages and changes status. Each function runs in one transaction.

Callers pass the connection of their transaction. Events are published after it commits.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from conversations import repository
from conversations.attachments.service import give, text_of, unsent
from conversations.conversation import CUSTOMER, SYSTEM, Conversation, Draft, Message, Opening, Status, Visibility
from conversations.merges import repository as merges_repository
from conversations.merges.service import refuse_if_led
from conversations.status import check_transition
from conversations.timeline import ENDED, REOPENED, Words
from kit.errors import BadRequest, Conflict, NotFound
from kit.events import tell
from kit.identifiers import hash_token, new_id, new_token

STAYS_IN_MEMORY = frozenset({"topics", "language"})
"""Kept when the bot's dialogue starts anew: the topics and the customer's language. Counters and the last decision are
dropped.
"""


def open_conversation(connection: Connection, opening: Opening, now: datetime) -> tuple[Conversation, str]:
    """Starts a conversation with the bot. Returns it and its token; only the token's hash is stored."""
    token = new_token()
    identifier = repository.insert_conversation(connection, hash_token(token), opening, now)
    if opening.contact is not None:
        repository.insert_contact(connection, identifier, opening.contact, now)
    tell(connection, "conversation.started", conversation_id=identifier)
    return get(connection, identifier), token


def get(connection: Connection, conversation_id: str, *, lock: bool = False) -> Conversation:
    """Returns the conversation, optionally locked for this transaction. Raises NotFound."""
    conversation = repository.find(connection, conversation_id, lock=lock)
    if conversation is None:
        raise NotFound()
    return conversation


def append(
    connection: Connection, conversation: Conversation, drafts: list[Draft], now: datetime, **values: Any
) -> tuple[Conversation, list[Message]]:
    """Adds messages to a locked conversation, and writes `values` with them.

    Guarantees that `seq` has no gaps. Returns the updated conversation.
    """
    stored: list[Message] = []
    seq, public = conversation.last_seq, conversation.last_public_seq
    for draft in drafts:
        seq += 1
        message = Message(conversation.id, seq, new_id("msg"), public, draft, now)
        repository.insert_message(connection, message)
        stored.append(message)
        if draft.visibility == "public":
            public = seq
    repository.change(connection, conversation, now, last_seq=seq, last_public_seq=public, **values)
    if stored:
        tell(connection, "message.created", conversation_id=conversation.id, first=stored[0].seq)
    changed = replace(
        conversation, last_seq=seq, last_public_seq=public, revision=conversation.revision + 1, updated_at=now, **values
    )
    return changed, stored


def move(
    connection: Connection,
    conversation: Conversation,
    target: Status,
    event: str,
    now: datetime,
    *,
    text: str | Words,
    visibility: Visibility = "public",
    **values: Any,
) -> Conversation:
    """Moves a locked conversation to another status and adds the timeline message.

    Text for customers is `Words`, which clients can show in other languages; text for staff only is an English string.
    Leaving the bot closes its open turns: messages that came while people had the conversation get no turn later.
    Returning to the bot, or resolving, drops forms, counters and the last decision: an "ok" to an agent must not
    confirm what the bot asked before. Raises `wrong_status` for a move that is not in the table of transitions.
    """
    check_transition(conversation.status, target, event)
    if conversation.status == "bot":
        values = {"turn": conversation.turns_opened, "turn_tries": 0, **values}
    if target in ("bot", "resolved"):
        values = {**_begun_anew(conversation), **values}
    values["resolved_at"] = now if target == "resolved" else None
    drafts = [_timeline_message(event, text, visibility)]
    changed, _ = append(connection, conversation, drafts, now, status=target, **values)
    tell(connection, "conversation.changed", conversation_id=conversation.id)
    return changed


def _begun_anew(conversation: Conversation) -> dict[str, Any]:
    """Returns the values of a dialogue that starts anew. `begun_after` is the last message that no longer counts."""
    kept = {name: value for name, value in conversation.memory.items() if name in STAYS_IN_MEMORY}
    return {"dialogue": None, "memory": {**kept, "begun_after": conversation.last_seq}}


def post_event(
    connection: Connection,
    conversation: Conversation,
    event: str,
    now: datetime,
    *,
    text: str | Words,
    visibility: Visibility = "public",
    **values: Any,
) -> Conversation:
    """Adds a timeline message to a locked conversation and writes `values`. The status does not change."""
    changed, _ = append(connection, conversation, [_timeline_message(event, text, visibility)], now, **values)
    if values:
        tell(connection, "conversation.changed", conversation_id=conversation.id)
    return changed


def post_customer_message(
    connection: Connection,
    conversation: Conversation,
    client_message_id: str,
    text: str,
    choice: str | None,
    now: datetime,
    attachments: Sequence[str] = (),
) -> tuple[Message, bool]:
    """Stores a customer's message once in their locked conversation. Opens a turn if the bot has it.

    Returns the message and whether it is new. Resending returns the stored one; the same identifier with another text
    raises `conflict`. A message to a resolved conversation reopens it, unless it is to be written in the one that this
    one was merged into: `continues_elsewhere`.
    """
    sent = repository.find_sent(connection, conversation.id, "customer", client_message_id)
    if sent is not None:
        if text and sent.draft.text != text:
            raise Conflict("Another message was already sent with this identifier.", code="conflict")
        return sent, False
    files = unsent(connection, conversation.id, attachments, "customer")
    if choice is not None and not _was_offered(connection, conversation, choice):
        raise BadRequest("This choice was never offered.", code="bad_type", field="choice")
    if conversation.status == "resolved":
        refuse_if_led(connection, conversation)
        conversation = reopen(connection, conversation, now)
    values: dict[str, Any] = {}
    if conversation.status == "bot":
        values = {"turns_opened": conversation.turns_opened + 1}
        tell(connection, "turn.opened", conversation_id=conversation.id)
    draft = Draft(
        CUSTOMER,
        text_of(text, files),
        client_message_id=client_message_id,
        choice=choice,
        turn=values.get("turns_opened"),
        attachments=tuple(each.body() for each in files),
    )
    _, stored = append(connection, conversation, [draft], now, **values)
    give(connection, files, stored[0])
    return stored[0], True


def reopen(connection: Connection, conversation: Conversation, now: datetime) -> Conversation:
    """Gives a resolved conversation back to the bot. The bot's forms start anew. A merge into another one ends."""
    merges_repository.end(connection, conversation.id, now)
    return move(
        connection,
        conversation,
        "bot",
        "conversation.reopened",
        now,
        text=REOPENED.fill(),
        agent_id=None,
        agent_name=None,
    )


def end_by_customer(connection: Connection, conversation_id: str, now: datetime) -> Conversation:
    """Resolves the conversation because the customer ends it. Ending it twice changes nothing."""
    conversation = get(connection, conversation_id, lock=True)
    if conversation.status == "resolved":
        return conversation
    return move(
        connection,
        conversation,
        "resolved",
        "conversation.ended",
        now,
        text=ENDED.fill(),
    )


def _timeline_message(event: str, text: str | Words, visibility: Visibility) -> Draft:
    words = Words(text, None) if isinstance(text, str) else text
    return Draft(SYSTEM, words.text, kind="event", event=event, details=words.details, visibility=visibility)


def _was_offered(connection: Connection, conversation: Conversation, choice: str) -> bool:
    """Returns whether one of the latest messages offered the choice. Older offers have expired with their question."""
    recent = repository.list_last_texts(connection, conversation.id, conversation.last_seq + 1, 50)
    return any(offer.get("value") == choice for message in recent for offer in message.draft.choices)
