"""The department menu: a waiting customer without a department may choose one, if there are several.

The customer is already in the queue, so not choosing costs nothing, and choosing keeps their position. They can use the
menu's buttons or write the department's name.
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
"""The most words of a message that can be a choice: "I would like the workshop, please", not a question about it."""

_WORD = re.compile(r"\w+")


def menu_of(connection: Connection, conversation: Conversation) -> list[Department]:
    """Returns the departments to choose from. Empty if there is no choice to make or the customer is not waiting."""
    if conversation.status != "queued" or conversation.department_id is not None:
        return []
    active = [each for each in departments_repository.list_departments(connection) if each.active]
    return active if len(active) > 1 else []


def choose(connection: Connection, conversation: Conversation, department: Department, now: datetime) -> Conversation:
    """Moves a locked, waiting conversation to a department and keeps its position. Repeating it changes nothing."""
    waiting = repository.find_open(connection, conversation.id)
    if waiting is None or waiting.state != "waiting" or conversation.department_id == department.id:
        return conversation
    repository.change(connection, waiting.id, department_id=department.id)
    tell(connection, "queue.changed")
    text = DEPARTMENT_CHOSEN.fill(department=department.name)
    return post_event(connection, conversation, "department.chosen", now, text=text, department_id=department.id)


def choose_in_words(connection: Connection, conversation_id: str, text: str, now: datetime) -> None:
    """Chooses a department if the customer's message says little more than the name of one on the menu."""
    said = _words(text)
    if len(said) > MOST_WORDS:
        return
    conversation = get(connection, conversation_id, lock=True)
    named = [each for each in menu_of(connection, conversation) if _words(each.name) <= said]
    if len(named) == 1:
        choose(connection, conversation, named[0], now)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
