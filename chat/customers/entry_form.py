"""The form before the chat: what a customer entered is kept as the contact of the conversation that it opens."""

from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import Connection

from conversations.contact import Contact
from conversations.conversation import Conversation, Opening
from conversations.requests import OptionalText
from conversations.service import open_conversation
from conversations.text import clean_line
from kit.web.text_fields import clean_email
from staff.departments.service import choose_department

LONGEST_NAME = 200


class EntryForm(BaseModel):
    """What the customer entered before the first message. What the company demands is checked by the widget."""

    name: OptionalText = None
    email: OptionalText = None
    department: OptionalText = None


def open_with(
    connection: Connection, opening: Opening, form: EntryForm | None, now: datetime
) -> tuple[Conversation, str]:
    """Keeps what was entered in the form as the conversation's contact, and where a request for a person goes."""
    if form is None:
        return open_conversation(connection, opening, now)
    name = clean_line(form.name, field="name", longest=LONGEST_NAME) if form.name else None
    email = clean_email(form.email) if form.email is not None else None
    chosen = choose_department(connection, form.department) if form.department is not None else None
    contact = Contact(email, None, "", name) if name or email else None
    return open_conversation(
        connection, replace(opening, department_id=chosen.id if chosen else None, contact=contact), now
    )
