"""What a merge means to the customer of the conversation that was closed.

If both conversations are the same verified customer's, they are led to the other one, and cannot write into the closed
one by mistake. Otherwise nothing of the other conversation is given to them: what they write opens theirs again.
"""

from datetime import datetime

from sqlalchemy import Connection

from conversations.conversation import Conversation
from conversations.merges import repository
from kit.errors import Conflict
from kit.identifiers import hash_token, new_token


def leads_elsewhere(connection: Connection, conversation: Conversation) -> bool:
    """Whether the customer of this conversation is led to another one."""
    if conversation.status != "resolved":
        return False
    merge = repository.find_active(connection, conversation.id)
    return merge is not None and merge.same_identity


def refuse_if_led(connection: Connection, conversation: Conversation) -> None:
    """Raises `continues_elsewhere` instead of opening a conversation whose customer is to write in the other one."""
    if leads_elsewhere(connection, conversation):
        raise Conflict("This conversation goes on in another one of yours.", code="continues_elsewhere")


def lead(connection: Connection, conversation: Conversation, now: datetime) -> tuple[str, str]:
    """Returns the conversation in which this locked one goes on, and a new token for it.

    Raises `wrong_status` unless the customer may be led there.
    """
    merge = repository.find_active(connection, conversation.id)
    if conversation.status != "resolved" or merge is None or not merge.same_identity:
        raise Conflict(
            "This conversation does not go on in another one.",
            code="wrong_status",
            conversation_status=conversation.status,
        )
    token = new_token()
    repository.put_token(connection, conversation.id, hash_token(token), now)
    return merge.into_id, token
