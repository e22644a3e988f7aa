"""The brief that an agent gets with a handoff: quoted from the transcript, each line with the message it stands in.

Nothing is generated, so nothing in it can be invented.
"""

from collections.abc import Sequence
from typing import Any

from conversations.conversation import Message
from handoff.handoff import Handoff


def brief_of(handoff: Handoff, transcript: Sequence[Message]) -> dict[str, Any]:
    """Reason, first and last words of the customer, and the articles that she was shown."""
    said = [message for message in transcript if message.draft.author.kind == "customer"]
    answers = [message for message in transcript if message.draft.sources]
    return {
        "reason": handoff.reason,
        "note": handoff.note,
        "first_message": _line(said[0]) if said else None,
        "last_message": _line(said[-1]) if said else None,
        "answers": [
            {"seq": message.seq, "article_id": source["article_id"], "title": source["title"]}
            for message in answers
            for source in message.draft.sources
        ],
        "messages": len(said),
    }


def _line(message: Message) -> dict[str, Any]:
    return {"seq": message.seq, "text": message.draft.text}
