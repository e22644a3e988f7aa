"""How to reach a waiting customer, where they write it as a message instead of into the form.

While nobody of the team is there, the queue asks for an e-mail address or phone number, and many people just type it.
The message would wait in the transcript, unanswered, and nobody would have promised anything.
"""

import re
from datetime import datetime

from sqlalchemy import Connection

from chat.customers.closing import put_contact
from conversations.contact import Contact
from conversations.conversation import Conversation
from handoff.presence.service import agents_available
from kit.errors import BadRequest
from kit.web.text_fields import clean_email, clean_phone

MOST_WORDS = 25
"""A longer message tells a story, and an address in it may be somebody else's."""

_EMAIL = re.compile(r"[^\s<>@\[\](),;:]+@[^\s<>@\[\](),;:]+\.\w+")
_PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00|\(?0)[\d(](?:[ ()./-]*\d){6,13}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w/-])"
)
"""With a country's or an area's code, so that neither an order's number nor an amount is taken for a phone."""


def contact_in(text: str) -> Contact | None:
    """Returns the address and the number that a short message has; None if it has neither or several."""
    if len(text.split()) > MOST_WORDS:
        return None
    emails, without = _EMAIL.findall(text), _EMAIL.sub(" ", text)
    phones = [found.group().strip() for found in _PHONE.finditer(without)]
    if len(emails) > 1 or len(phones) > 1:
        return None
    try:
        email = clean_email(emails[0]) if emails else None
        phone = clean_phone(phones[0]) if phones else None
    except BadRequest:
        return None
    return Contact(email, phone, "") if email or phone else None


def take_contact_in_words(connection: Connection, waiting: Conversation, text: str, now: datetime) -> None:
    """Stores what the customer wrote, and says what follows, if they are waiting and nobody is there."""
    contact = contact_in(text)
    if contact is not None and not agents_available(connection, now, waiting.department_id):
        put_contact(connection, waiting.id, contact, now)
