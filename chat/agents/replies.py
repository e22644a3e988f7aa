"""What an agent writes into a conversation: stored once. Only the agent who has the conversation can send a reply."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from chat.turns.outcomes import note_reply
from conversations import repository
from conversations.attachments.service import give, text_of, unsent
from conversations.conversation import Author, Draft, Message
from conversations.service import append
from handoff.follow_ups import service as follow_ups
from handoff.handoffs import repository as handoffs
from handoff.handoffs.assignment import check_speaker
from handoff.mentions.service import note_mentions
from handoff.presence import service as presence
from handoff.presence.service import DEFAULT_LEASES, Leases
from handoff.views.access import readable
from kit.auth import Principal
from kit.errors import Conflict
from kit.identifiers import hash_token


def store_reply(
    connection: Connection,
    conversation_id: str,
    agent: Principal,
    client_message_id: str,
    text: str,
    visibility: Literal["public", "internal"],
    now: datetime,
    leases: Leases = DEFAULT_LEASES,
    attachments: Sequence[str] = (),
) -> tuple[Message, bool]:
    """Returns the message and whether it is new. A public one needs an agent who has the conversation; a note does not.

    The same identifier with a different text raises `conflict`.
    """
    conversation, _ = readable(connection, agent, conversation_id, lock=True)
    # Identifiers belong to their sender: two agents may use the same one in a conversation.
    identifier = hash_token(f"{agent.id} {client_message_id}")
    sent = repository.find_sent(connection, conversation_id, "agent", identifier)
    if sent is not None:
        if text and sent.draft.text != text:
            raise Conflict("Another message was already sent with this identifier.", code="conflict")
        return sent, False
    files = unsent(connection, conversation_id, attachments, "agent", agent.id)
    if visibility == "public":
        check_speaker(connection, conversation, agent)
        presence.stay(connection, agent.id, now, leases)
        conversation = follow_ups.end_snooze(connection, conversation_id, agent, now)
        handoffs.forget_drafts(connection, conversation_id)
    draft = Draft(
        Author("agent", agent.name, agent.id),
        text_of(text, files),
        visibility=visibility,
        client_message_id=identifier,
        attachments=tuple(each.body() for each in files),
    )
    _, stored = append(connection, conversation, [draft], now)
    give(connection, files, stored[0])
    if visibility == "public":
        note_reply(connection, conversation_id, stored[0].draft.text, agent.name, now)
    else:
        note_mentions(connection, conversation, stored[0], agent, now)
    return stored[0], True


def keep_draft(
    connection: Connection,
    conversation_id: str,
    agent: Principal,
    text: str | None,
    now: datetime,
    leases: Leases = DEFAULT_LEASES,
) -> None:
    """Stores the agent's unsent text, so that a colleague finds it if the agent is lost. Raises as a reply would."""
    conversation, _ = readable(connection, agent, conversation_id, lock=True)
    check_speaker(connection, conversation, agent)
    presence.stay(connection, agent.id, now, leases)
    handoffs.put_draft(connection, conversation_id, text, now)
