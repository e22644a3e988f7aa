"""Which department: asked of a customer who waits and has not been brought to one, where there are several.

She is in the queue already, so not choosing costs her nothing; her choice keeps her place. As on a telephone there is a
menu, and as with a person a word will do.
"""

import re
from datetime import datetime

from sqlalchemy import Connection

from conversations.conversation import Conversation
from conversations.service import get, post_event
from handoff.handoffs import repository
from handoff.handoffs.timeline import DEPARTMENT_CHOSEN
from kit.events import tell
from staff.departments import repository as departments_repository
from staff.departments.department import Department

MOST_WORDS = 6
"""Of a message that can be a choice: "I would like the workshop, please", not a question that mentions it."""

_WORD = re.compile(r"\w+")


def menu_of(connection: Connection, conversation: Conversation) -> list[Department]:
    """The departments to choose from; none where there is nothing to choose, or nobody waits."""
    if conversation.status != "queued" or conversation.department_id is not None:
        return []
    active = [each for each in departments_repository.list_departments(connection) if each.active]
    return active if len(active) > 1 else []


def choose(connection: Connection, conversation: Conversation, department: Department, now: datetime) -> Conversation:
    """Brings a locked, waiting conversation to a department, at the place that it has. Said again, nothing changes."""
    waiting = repository.find_open(connection, conversation.id)
    if waiting is None or waiting.state != "waiting" or conversation.department_id == department.id:
        return conversation
    repository.change(connection, waiting.id, department_id=department.id)
    tell(connection, "queue.changed")
    text = DEPARTMENT_CHOSEN.fill(department=department.name)
    return post_event(connection, conversation, "department.chosen", now, text=text, department_id=department.id)


def choose_in_words(connection: Connection, conversation_id: str, text: str, now: datetime) -> None:
    """A customer's message chooses where it says little but the name of one department of her menu."""
    said = _words(text)
    if len(said) > MOST_WORDS:
        return
    conversation = get(connection, conversation_id, lock=True)
    named = [each for each in menu_of(connection, conversation) if _words(each.name) <= said]
    if len(named) == 1:
        choose(connection, conversation, named[0], now)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
