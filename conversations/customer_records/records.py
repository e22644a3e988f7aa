"""What agents know of a customer, behind the interface that a CRM implements; without one it lies in SQL.

`SqlCustomerRecords` is the default. An implementation for a CRM is given to `create_app`, and guarantees:

- Whose record. `Subject.identity_id` is the host site's signed word: where it is there, the record is that customer's.
  Where it is not, the record is the conversation's alone. It looks nobody up by an address, a name or a number that
  was only said: whoever claims to be somebody would otherwise read, or change, that person's record.
- Joining. When the customer of a conversation is verified later, `read` shows what was kept for the conversation with
  her own: her own values stand, empty ones are filled in, notes are all there, and nothing is lost.
- `version` changes with every change of a value and with nothing else, and `change` does all of it or none: with
  another version than the present one it raises `RecordChanged` and changes nothing. It is opaque; an ETag will do.
- Who may, and what a field may hold, is settled before it is asked: values are clean texts, `None` empties a field, and
  fields are those of `customer_fields`. Fields that it is given and does not know it keeps or raises; it drops none.
- It answers within three seconds or raises. Whatever it raises, agents see the rest of the panel and a word about it.
- It logs neither values nor notes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from conversations.conversation import Conversation
from kit.auth import Principal


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose record is meant: the verified customer's where there is an identity, the conversation's otherwise."""

    conversation_id: str
    identity_id: str | None


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """What an agent wrote about a customer. One without author is Baton's own."""

    id: str
    author_id: str | None
    author_name: str
    text: str
    created_at: datetime
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A record as it stands: field -> text, and the notes, the newest first."""

    values: Mapping[str, str]
    version: str
    notes: Sequence[CustomerNote] = ()
    changed_at: datetime | None = None
    changed_by: str | None = None


class RecordChanged(Exception):
    """Somebody else was first; `record` is what stands there now."""

    def __init__(self, record: CustomerRecord) -> None:
        super().__init__("changed meanwhile")
        self.record = record


class CustomerRecords(Protocol):
    """What Baton needs of a CRM; the module's head says what an implementation guarantees."""

    async def read(self, subject: Subject) -> CustomerRecord:
        """The record; an empty one where nothing is known yet."""

    async def change(
        self, subject: Subject, changes: Mapping[str, str | None], version: str, by: Principal
    ) -> CustomerRecord:
        """Changes these fields and no other. Raises RecordChanged where `version` is not the present one."""

    async def add_note(self, subject: Subject, text: str, by: Principal) -> CustomerNote:
        """Adds a note of this author."""

    async def change_note(self, subject: Subject, note_id: str, text: str, by: Principal) -> CustomerNote:
        """Writes a note anew. Raises NotFound where it is not on this record."""

    async def remove_note(self, subject: Subject, note_id: str, by: Principal) -> None:
        """Removes a note. Raises NotFound where it is not on this record."""


def subject_of(conversation: Conversation) -> Subject:
    """Identities are stored only once they are verified, so one that is there may be believed."""
    identity = (conversation.identity or {}).get("id")
    return Subject(conversation.id, str(identity) if identity else None)
