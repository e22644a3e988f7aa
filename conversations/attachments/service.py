"""Uploads become attachments of a message in the transaction that stores the message: never half, never twice."""

from collections.abc import Sequence

from sqlalchemy import Connection

from conversations.attachments import repository
from conversations.attachments.attachment import MOST_IN_A_CONVERSATION, Attachment
from conversations.conversation import AuthorKind, Draft, Message
from conversations.repository import find
from kit.errors import BadRequest, Conflict


def add_upload(connection: Connection, attachment: Attachment) -> tuple[Attachment, bool]:
    """Stores the row of an upload, and returns whether it is new. The same upload again returns the first one's row.

    Raises `conflict` for the same identifier with another content, and `too_many_files`.
    """
    find(connection, attachment.conversation_id, lock=True)  # two of the same come one after the other
    before = repeated_upload(
        connection, attachment.conversation_id, attachment.author_kind, attachment.upload_id, attachment.digest
    )
    if before is not None:
        return before, False
    check_room(connection, attachment.conversation_id)
    repository.insert_attachment(connection, attachment)
    return attachment, True


def repeated_upload(
    connection: Connection, conversation_id: str, author_kind: AuthorKind, upload_id: str, digest: str
) -> Attachment | None:
    before = repository.find_upload(connection, conversation_id, author_kind, upload_id)
    if before is not None and before.digest != digest:
        raise Conflict("Another file was already sent with this identifier.", code="conflict")
    return before


def check_room(connection: Connection, conversation_id: str) -> None:
    """Raises `too_many_files` if the conversation has as many as it may."""
    if repository.count_of(connection, conversation_id) >= MOST_IN_A_CONVERSATION:
        message = f"A conversation may have at most {MOST_IN_A_CONVERSATION} files."
        raise BadRequest(message, code="too_many_files", limit=MOST_IN_A_CONVERSATION)


def unsent(
    connection: Connection,
    conversation_id: str,
    identifiers: Sequence[str],
    author_kind: AuthorKind,
    author_id: str | None = None,
) -> list[Attachment]:
    """Returns the uploads of this author that wait for their message. Raises `unknown_attachment` for any other."""
    if not identifiers:
        return []
    found = repository.list_by_id(connection, conversation_id, identifiers)
    own = [each for each in found if each.seq is None and each.is_from(author_kind, author_id)]
    if len(own) != len(set(identifiers)):
        raise BadRequest("This attachment does not exist.", code="unknown_attachment", field="attachments")
    return own


def give(connection: Connection, files: Sequence[Attachment], message: Message) -> None:
    """The message, just stored in this transaction, has these attachments from now on."""
    if files:
        identifiers = [each.id for each in files]
        repository.give_to_message(connection, identifiers, message.seq, message.draft.visibility)


def text_of(text: str, files: Sequence[Attachment]) -> str:
    """What is stored as the text: the files' names where nothing was written."""
    return text or ", ".join(each.name for each in files)


def is_only_files(said: Draft) -> bool:
    """Whether nothing was written: the text is what `text_of` made of the files."""
    return bool(said.attachments) and said.text == ", ".join(str(each["name"]) for each in said.attachments)
