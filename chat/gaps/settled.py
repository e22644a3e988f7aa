"""The inside of a group: its questions, and the sentences with which agents settled them.

An agent's words are masked as they are for other agents (`chat/reply_help/masking.py`): an editor need not be allowed
to read the conversation. Its link is sent only to those who are.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from chat.gaps.gap import Gap
from chat.reply_help.masking import mask
from chat.reply_help.past_answers import names_of, public_words, run_behind
from conversations import repository
from conversations.conversation import Conversation
from handoff.resolutions.models import resolutions
from handoff.views.access import access_scope_of
from kit.auth import Principal
from kit.clock import to_text
from kit.privacy.masking import masked

MOST_QUESTIONS = 30
MOST_CONVERSATIONS = 20
MOST_ANSWERS = 3
LONGEST_ANSWER = 1_200
UNSETTLED = ("unsolved", "no_reply", "spam")


def open_group(connection: Connection, reader: Principal, gaps: Sequence[Gap]) -> dict[str, Any]:
    """The latest questions, and the latest answers, each once."""
    scope, known = access_scope_of(connection, reader), _conversations(connection, gaps)
    return {
        "questions": [
            {
                "id": gap.id,
                "question": masked(gap.question),
                "kind": gap.kind,
                "asked_at": to_text(gap.asked_at),
                "conversation_id": _if_readable(known.get(gap.conversation_id), scope.reads),
            }
            for gap in gaps[:MOST_QUESTIONS]
        ],
        "settled": _settled(connection, gaps, known, scope.reads),
    }


def _conversations(connection: Connection, gaps: Sequence[Gap]) -> dict[str, Conversation]:
    wanted = {gap.conversation_id for gap in gaps}
    return {each: found for each in wanted if (found := repository.find(connection, each)) is not None}


def _if_readable(conversation: Conversation | None, reads: Callable[[Conversation], bool]) -> str | None:
    return conversation.id if conversation is not None and reads(conversation) else None


def _settled(
    connection: Connection,
    gaps: Sequence[Gap],
    known: dict[str, Conversation],
    reads: Callable[[Conversation], bool],
) -> list[dict[str, Any]]:
    first = {gap.conversation_id: gap for gap in reversed(gaps)}
    went_badly = set(
        connection.scalars(
            select(resolutions.c.conversation_id).where(
                resolutions.c.conversation_id.in_(first), resolutions.c.outcome.in_(UNSETTLED)
            )
        )
    )
    is_public = public_words(connection)
    found: dict[str, dict[str, Any]] = {}
    looked_at = [gap for name, gap in first.items() if name in known and name not in went_badly]
    for gap in looked_at[:MOST_CONVERSATIONS]:
        answer = _answer(connection, gap, known[gap.conversation_id], is_public)
        if answer is not None and len(found) < MOST_ANSWERS:
            link = _if_readable(known[gap.conversation_id], reads)
            found.setdefault(answer["text"], {**answer, "conversation_id": link})
    return list(found.values())


def _answer(
    connection: Connection, gap: Gap, conversation: Conversation, is_public: Callable[[str], bool]
) -> dict[str, Any] | None:
    """What the first agent wrote after the question; None if nobody did, or if masking leaves too little."""
    run = run_behind(connection, gap.conversation_id, gap.seq)
    if not run:
        return None
    left = repository.list_contacts(connection, gap.conversation_id)
    phones = [contact.phone for contact in left if contact.phone]
    author = run[0].draft.author
    said = "\n".join(message.draft.text for message in run)[:LONGEST_ANSWER]
    text = mask(said, names_of(connection, conversation, left), author.name, is_public, phones)
    if text is None:
        return None
    return {"text": text, "agent": author.name, "answered_at": to_text(run[0].created_at)}
