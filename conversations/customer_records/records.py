"""What agents know about a customer, as an interface that a CRM can implement. By default it is stored in SQL.

`SqlCustomerRecords` is the default. A CRM implementation is passed to `create_app` and must guarantee:

- Owner. `Subject.identity_id` is signed by the host site: if it is set, the record belongs to that customer. If not,
  the record belongs to the conversation alone. Never look up a record by an address, name or number that the customer
  merely claims: anybody could then read or change another person's record.
- Joining. If the customer of a conversation is verified later, `read` shows the conversation's values together with the
  customer's own. The customer's own values win, empty ones are filled in, all notes are kept, and nothing is lost.
- `version` changes with every change of a value and with nothing else. `change` applies all changes or none: if the
  version is not the current one, it raises `RecordChanged` and changes nothing. The version is opaque; an ETag works.
- Permissions and values are checked before the call: values are clean texts, `None` empties a field, and the fields are
  those of `customer_fields`. An implementation keeps fields that it does not know, or raises; it never drops them.
- It answers within three seconds or raises. If it raises, agents see the rest of the panel and a message.
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
    """Whose record is meant: the verified customer's if there is an identity, otherwise the conversation's."""

    conversation_id: str
    identity_id: str | None


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """A note that an agent wrote about a customer. Baton's own notes have no author."""

    id: str
    author_id: str | None
    author_name: str
    text: str
    created_at: datetime
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """The current record: field -> text, and the notes, newest first."""

    values: Mapping[str, str]
    version: str
    notes: Sequence[CustomerNote] = ()
    changed_at: datetime | None = None
    changed_by: str | None = None


class RecordChanged(Exception):
    """Somebody else changed the record first. `record` is the current one."""

    def __init__(self, record: CustomerRecord) -> None:
        super().__init__("changed meanwhile")
        self.record = record


class CustomerRecords(Protocol):
    """What Baton needs from a CRM. The module docstring lists what an implementation guarantees."""

    async def read(self, subject: Subject) -> CustomerRecord:
        """Returns the record; an empty one if nothing is known yet."""

    async def change(
        self, subject: Subject, changes: Mapping[str, str | None], version: str, by: Principal
    ) -> CustomerRecord:
        """Changes only these fields. Raises RecordChanged if `version` is not the current one."""

    async def add_note(self, subject: Subject, text: str, by: Principal) -> CustomerNote:
        """Adds a note by this author."""

    async def change_note(self, subject: Subject, note_id: str, text: str, by: Principal) -> CustomerNote:
        """Replaces a note's text. Raises NotFound if the note is not on this record."""

    async def remove_note(self, subject: Subject, note_id: str, by: Principal) -> None:
        """Removes a note. Raises NotFound if the note is not on this record."""


def subject_of(conversation: Conversation) -> Subject:
    """Returns the subject of a conversation. Identities are stored only once verified, so they can be trusted."""
    identity = (conversation.identity or {}).get("id")
    return Subject(conversation.id, str(identity) if identity else None)
